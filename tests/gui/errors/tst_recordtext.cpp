// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/csv.h"
#include "ui/models/recordfile.h"
#include "ui/models/recordtext.h"
#include "ui/pages/errors/offendingcolumns.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace keel;

namespace {

ErrorRecord record()
{
    ErrorRecord r;
    r.id = 7;
    r.link = LinkName(u"clinic-cloud"_s);
    r.table = TableName(u"public.notes"_s);
    r.keyJson = u"[\"91207\",\"x\"]"_s;
    r.code = ErrorCode::ValueRefused;
    r.message = u"=value \"too\" long,\nfor type"_s;
    r.sqlState = u"22001"_s;
    r.attempts = 3;
    r.createdAt = QDateTime(QDate(2026, 1, 22), QTime(7, 31, 12, 5), Qt::UTC);
    r.lastTryAt = QDateTime(QDate(2026, 1, 22), QTime(7, 41, 52), Qt::UTC);
    return r;
}

} // namespace

class TstRecordText : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void csvCell_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("line");
        QTest::newRow("plain") << u"Rima Haddad"_s << u"Rima Haddad\r\n"_s;
        QTest::newRow("comma") << u"a,b"_s << u"\"a,b\"\r\n"_s;
        QTest::newRow("quote") << u"say \"hi\""_s << u"\"say \"\"hi\"\"\"\r\n"_s;
        QTest::newRow("line break") << u"a\nb"_s << u"\"a\nb\"\r\n"_s;
        QTest::newRow("formula =") << u"=1+1"_s << u"'=1+1\r\n"_s;
        QTest::newRow("formula +") << u"+963 944"_s << u"'+963 944\r\n"_s;
        QTest::newRow("formula -") << u"-2"_s << u"'-2\r\n"_s;
        QTest::newRow("formula @") << u"@SUM(A1)"_s << u"'@SUM(A1)\r\n"_s;
        QTest::newRow("formula and comma") << u"=A1,B1"_s << u"\"'=A1,B1\"\r\n"_s;
        QTest::newRow("sign inside") << u"a=b"_s << u"a=b\r\n"_s;
        QTest::newRow("empty") << QString() << u"\r\n"_s;
    }
    void csvCell()
    {
        QFETCH(QString, cell);
        QTEST(csvLine({cell}), "line");
    }

    void csvFileIsWhatASpreadsheetReads()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"e.csv"_s);
        RecordFile file(path, RecordFile::formatOf(path), errorColumns());
        file.add(record());
        QVERIFY(file.commit());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(
            written.readAll(),
            QByteArray("id,type,link,direction,table,key,message,sqlState,class,attempts,createdAt,lastTryAt,state,"
                       "closedBy\r\n"
                       "7,value_refused,clinic-cloud,forward,public.notes,\"[\"\"91207\"\",\"\"x\"\"]\","
                       "\"'=value \"\"too\"\" long,\nfor type\",22001,row,3,2026-01-22T07:31:12.005Z,"
                       "2026-01-22T07:41:52.000Z,open,\r\n"));
    }

    void jsonFileIsAnArrayOfRecords()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"e.json"_s);
        RecordFile file(path, RecordFile::formatOf(path), {});
        file.add(record());
        file.add(record());
        QVERIFY(file.commit());
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray one = "{\"attempts\":3,\"class\":\"row\",\"createdAt\":\"2026-01-22T07:31:12.005Z\","
                               "\"direction\":\"forward\",\"id\":7,\"key\":[\"91207\",\"x\"],"
                               "\"lastTryAt\":\"2026-01-22T07:41:52.000Z\",\"link\":\"clinic-cloud\","
                               "\"message\":\"=value \\\"too\\\" long,\\nfor type\",\"resolved\":false,"
                               "\"sqlState\":\"22001\",\"state\":\"open\",\"table\":\"public.notes\","
                               "\"type\":\"value_refused\"}";
        QCOMPARE(written.readAll(), "[\n" + one + ",\n" + one + "\n]\n");
    }

    void fileThatCannotBeWrittenSaysSo()
    {
        RecordFile file(u"/proc/no-such-folder/e.csv"_s, RecordFile::Format::Csv, errorColumns());
        file.add(record());
        const auto done = file.commit();
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(done.error().place, u"/proc/no-such-folder/e.csv"_s);
    }

    void offendingColumn_data()
    {
        QTest::addColumn<QString>("constraint");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QStringList>("columns");
        QTest::newRow("column named") << u"phone"_s << QString() << QStringList{u"phone"_s};
        QTest::newRow("constraint name") << u"patients_doctor_id_fkey"_s << u"violates"_s
                                         << QStringList{u"doctor_id"_s};
        QTest::newRow("key detail") << u"some_uq"_s << u"Key (doctor_id)=(17) is not present"_s
                                    << QStringList{u"doctor_id"_s};
        QTest::newRow("sqlite") << QString() << u"UNIQUE constraint failed: patients.phone"_s
                                << QStringList{u"phone"_s};
        QTest::newRow("short name in a long one") << u"fk_doctor_id"_s << QString() << QStringList{u"doctor_id"_s};
        QTest::newRow("none named") << u"chk_1"_s << u"refused"_s << QStringList();
    }
    void offendingColumn()
    {
        QFETCH(QString, constraint);
        QFETCH(QString, message);
        ErrorRecord r;
        r.constraint = constraint;
        r.message = message;
        const QList<NamedValue> row{{u"id"_s, u"1"_s}, {u"doctor_id"_s, u"17"_s}, {u"phone"_s, std::nullopt}};
        QTEST(offendingColumns(r, row), "columns");
    }
};

QTEST_GUILESS_MAIN(TstRecordText)
#include "tst_recordtext.moc"
