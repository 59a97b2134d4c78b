// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/tokenfile.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using keel::http::TokenFile;

class TestTokenFile : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("has-no-match")));
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void isMadeOnceAndForTheOwnerOnly()
    {
        TokenFile first(path());
        QVERIFY(first.open());
        const QByteArray token = first.current();
        QCOMPARE(token.size(), 43); // 32 bytes in base64url
        QVERIFY(!token.contains('/') && !token.contains('+') && !token.contains('='));
        struct stat facts = {};
        QCOMPARE(stat(qPrintable(path()), &facts), 0);
        QCOMPARE(static_cast<int>(facts.st_mode & 0777), 0600);
        TokenFile second(path());
        QVERIFY(second.open());
        QCOMPARE(second.current(), token);
    }

    void aRotationIsSeenAtOnce()
    {
        TokenFile file(path());
        QVERIFY(file.open());
        const QByteArray before = file.current();
        QVERIFY(TokenFile::rotate(path()));
        const QByteArray after = file.current();
        QVERIFY(after != before);
        QCOMPARE(after.size(), 43);
    }

    void oneThatOthersCanReadIsRefused()
    {
        TokenFile file(path());
        QVERIFY(file.open());
        QCOMPARE(chmod(qPrintable(path()), 0640), 0);
        QVERIFY(file.current().isEmpty());
        TokenFile again(path());
        const auto opened = again.open();
        QVERIFY(!opened);
        QVERIFY(opened.error().mend.contains(u"token rotate"));
    }

    void withoutAFileNothingIsRight()
    {
        TokenFile file(path());
        QVERIFY(file.open());
        QVERIFY(QFile::remove(path()));
        QVERIFY(file.current().isEmpty());
    }

    void oneThatMayBeMissingIsNotMade()
    {
        TokenFile file(path(), true);
        QVERIFY(file.open());
        QVERIFY(!QFile::exists(path()));
        QVERIFY(file.current().isEmpty());
        QVERIFY(TokenFile::rotate(path()));
        QCOMPARE(file.current().size(), 43);
        QVERIFY(QFile::remove(path()));
        QVERIFY(file.current().isEmpty());
    }

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("api-token")); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestTokenFile)
#include "tst_tokenfile.moc"
