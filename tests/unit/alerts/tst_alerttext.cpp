// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alerttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestAlertText : public QObject
{
    Q_OBJECT

private slots:
    void theSignatureIsThatOfStandardWebhooks();
    void thePayloadNamesCauseAndLink();
    void manyAlertsMakeASmallBody();
    void aMailHasItsHeadAndALineAnAlert();
    void nothingCanAddAHeadToAMail_data();
    void nothingCanAddAHeadToAMail();
    void aSubjectBeyondAsciiIsEncoded();

private:
    static Alert alert(const QString& text, bool over = false)
    {
        return {AlertCause::LinkDown, LinkName(u"clinic-cloud"_s), over, text,
                QDateTime({2026, 1, 22}, {7, 42, 18}, QTimeZone::utc())};
    }
    static AlertConfig mail()
    {
        AlertConfig config;
        config.way = AlertConfig::Way::Mail;
        config.addresses = {u"ops@example.org"_s, u"root"_s};
        config.from = u"evenkeel@example.org"_s;
        return config;
    }
    /// Names of the head's fields, as a mail system reads them.
    static QByteArrayList fields(const QByteArray& mail)
    {
        QByteArrayList names;
        for (const QByteArray& line : mail.left(mail.indexOf("\n\n")).split('\n')) {
            if (!line.startsWith(' '))
                names.append(line.left(line.indexOf(':')));
        }
        return names;
    }
    inline static const QByteArrayList m_head{
        "From", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"};
};

/// Figures from the documentation and the reference libraries of standardwebhooks.com.
void TestAlertText::theSignatureIsThatOfStandardWebhooks()
{
    QCOMPARE(webhookSignature(Secret(u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s), "msg_p5jXN8AQM9LWM0D4loKWxJek",
                              1614265330, R"({"test": 2432232314})"),
             QByteArray("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
}

void TestAlertText::thePayloadNamesCauseAndLink()
{
    const QJsonObject json =
        QJsonDocument::fromJson(alertPayload({alert(u"clinic-cloud is down"_s)}, QDateTime::currentDateTimeUtc()))
            .object();
    QCOMPARE(json[u"type"].toString(), u"evenkeel.alert"_s);
    const QJsonValue first = json[u"data"][u"alerts"][0];
    QCOMPARE(first[u"cause"].toString(), u"link_down"_s);
    QCOMPARE(first[u"link"].toString(), u"clinic-cloud"_s);
    QCOMPARE(first[u"over"].toBool(true), false);
    QCOMPARE(first[u"at"].toString(), u"2026-01-22T07:42:18.000Z"_s);
}

void TestAlertText::manyAlertsMakeASmallBody()
{
    QList<Alert> many;
    for (int i = 0; i < 5000; ++i)
        many.append(alert(QString(10'000, u'x')));
    const QByteArray payload = alertPayload(many, QDateTime::currentDateTimeUtc());
    QVERIFY2(payload.size() < 64 * 1024, qPrintable(QString::number(payload.size())));
    QCOMPARE(QJsonDocument::fromJson(payload).object()[u"data"][u"total"].toInt(), 5000);
}

void TestAlertText::aMailHasItsHeadAndALineAnAlert()
{
    const QByteArray text = alertMail(mail(), {alert(u"clinic-cloud is down"_s), alert(u"lab is down"_s, true)},
                                      QDateTime({2026, 1, 22}, {7, 42, 20}, QTimeZone::utc()));
    QCOMPARE(fields(text), m_head);
    QVERIFY(text.contains("\nTo: ops@example.org,\n root\n"));
    QVERIFY(text.contains("\nSubject: Evenkeel: 1 alerts, 1 are over\n"));
    QVERIFY(text.contains("\nDate: Thu, 22 Jan 2026 07:42:20 +0000\n"));
    QVERIFY(text.contains("2026-01-22T07:42:18Z  clinic-cloud is down\n"));
    QVERIFY(text.contains("2026-01-22T07:42:18Z  Over: lab is down\n"));
}

void TestAlertText::nothingCanAddAHeadToAMail_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("line feed") << u"x\nBcc: thief@example.org"_s;
    QTest::newRow("carriage return") << u"x\rBcc: thief@example.org"_s;
    QTest::newRow("both") << u"x\r\n\r\nBcc: thief@example.org"_s;
    QTest::newRow("line separator") << u"x\u2028Bcc: thief@example.org"_s;
    QTest::newRow("vertical tab, nul") << u"x\v"_s + QChar(0) + u"Bcc: thief@example.org"_s;
    QTest::newRow("long") << QString(5000, u'x') + u"\nBcc: thief@example.org"_s;
    QTest::newRow("long, beyond ASCII") << QString(5000, u'ä') + u"\nBcc: thief@example.org"_s;
}

void TestAlertText::nothingCanAddAHeadToAMail()
{
    QFETCH(QString, text);
    AlertConfig config = mail();
    QCOMPARE(fields(alertMail(config, {alert(text)}, QDateTime::currentDateTimeUtc())), m_head);
    config.from = text;
    config.addresses = {text, u"ops@example.org, other@example.org"_s};
    const QByteArray said = alertMail(config, {alert(text)}, QDateTime::currentDateTimeUtc());
    QCOMPARE(fields(said), m_head);
    QVERIFY(!said.contains("\nBcc:"));
}

void TestAlertText::aSubjectBeyondAsciiIsEncoded()
{
    const QByteArray text =
        alertMail(mail(), {alert(u"clinic-\u00e4rzte ist unten"_s)}, QDateTime::currentDateTimeUtc());
    const QByteArray head = text.left(text.indexOf("\n\n"));
    for (const char c : head)
        QVERIFY(static_cast<unsigned char>(c) < 127);
    const qsizetype from = head.indexOf("=?UTF-8?B?") + 10;
    QCOMPARE(QString::fromUtf8(QByteArray::fromBase64(head.mid(from, head.indexOf("?=", from) - from))),
             u"Evenkeel: clinic-\u00e4rzte ist unten"_s);
}

QTEST_APPLESS_MAIN(TestAlertText)
#include "tst_alerttext.moc"
