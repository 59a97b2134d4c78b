// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/alertcenter.h"
#include "sync/alerts/mailsender.h"
#include "sync/alerts/webhooksender.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace keel;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers each request with the next of the given answers (the last one again and again), and keeps what came.
class Receiver : public QTcpServer
{
public:
    explicit Receiver(QByteArrayList answers) : m_answers(std::move(answers))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(*socket); });
        });
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/hook"_s.arg(serverPort()); }

    QByteArrayList heads;
    QByteArrayList bodies;

private:
    void take(QTcpSocket& socket)
    {
        QByteArray& read = m_read[&socket];
        read += socket.readAll();
        const qsizetype end = read.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = read.left(end).toLower();
        const qsizetype at = head.indexOf("content-length: ") + 16;
        const qsizetype length = head.mid(at, head.indexOf('\r', at) - at).trimmed().toLongLong();
        if (read.size() < end + 4 + length)
            return;
        heads.append(head);
        bodies.append(read.mid(end + 4, length));
        read.clear();
        const QByteArray answer = m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.front();
        if (!answer.isEmpty())
            socket.write(answer);
    }

    QByteArrayList m_answers;
    QHash<QTcpSocket*, QByteArray> m_read;
};

QByteArray field(const QByteArray& head, const QByteArray& name)
{
    const qsizetype at = head.indexOf("\r\n" + name + ": ") + name.size() + 4;
    const qsizetype end = head.indexOf('\r', at);
    return head.mid(at, end < 0 ? -1 : end - at);
}

const QByteArray good = "HTTP/1.1 204 No Content\r\n\r\n";
const QByteArray busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

} // namespace

class TestAlertSenders : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aWebhookIsSentOnceWhereItIsTaken();
    void aBusyReceiverIsTriedAgainUnderTheSameId();
    void aRefusalIsFinal();
    void aRedirectIsNotFollowed();
    void aReceiverThatNeverAnswersIsGivenUp();
    void anEndlessAnswerIsCutOff();
    void mailGoesToSendmailByArguments();
    void aMailProgramThatHangsIsEnded();
    void aMailProgramThatIsMissingIsNoDisaster();
    void theCenterCallsThoseWhoWantTheCause();
    void theCenterRemembersAcrossAStart();

private:
    AlertConfig webhook(const Receiver& receiver) const
    {
        AlertConfig config;
        config.way = AlertConfig::Way::Webhook;
        config.url = receiver.url();
        config.secret = Secret(u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s);
        return config;
    }
    QString script(const QByteArray& text) const
    {
        const QString name = m_dir->filePath(u"sendmail"_s);
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("#!/bin/sh\n" + text);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        return name;
    }
    static QByteArray content(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static ServiceSnapshot held(int seconds)
    {
        ServiceSnapshot snapshot;
        snapshot.startedAt = QDateTime({2026, 1, 22}, {6, 0}, QTimeZone::utc());
        snapshot.at = QDateTime({2026, 1, 22}, {7, 0}, QTimeZone::utc()).addSecs(seconds);
        LinkSnapshot link;
        link.name = LinkName(u"clinic-cloud"_s);
        link.held = 3;
        snapshot.links = {link};
        return snapshot;
    }

    const QList<Alert> m_alerts{{AlertCause::RowsHeld, LinkName(u"clinic-cloud"_s), false, u"3 conflicts wait"_s,
                                 QDateTime({2026, 1, 22}, {7, 0}, QTimeZone::utc())}};
    const WebhookSender::Pace m_quick{300ms, 20ms};
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestAlertSenders::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestAlertSenders::aWebhookIsSentOnceWhereItIsTaken()
{
    Receiver receiver({good});
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 1);
    const QByteArray head = receiver.heads[0];
    QVERIFY(head.startsWith("post /hook http/1.1\r\n"));
    QCOMPARE(field(head, "content-type"), QByteArray("application/json"));
    QVERIFY(field(head, "webhook-id").startsWith("msg_"));
    QVERIFY(qAbs(field(head, "webhook-timestamp").toLongLong() - QDateTime::currentSecsSinceEpoch()) < 60);
    QVERIFY(field(head, "webhook-signature").startsWith("v1,"));
    QCOMPARE(QJsonDocument::fromJson(receiver.bodies[0])[u"data"][u"alerts"][0][u"cause"].toString(), u"rows_held"_s);
}

void TestAlertSenders::aBusyReceiverIsTriedAgainUnderTheSameId()
{
    Receiver receiver({busy, busy, good});
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 3);
    QCOMPARE(field(receiver.heads[0], "webhook-id"), field(receiver.heads[2], "webhook-id"));
    QCOMPARE(receiver.bodies[0], receiver.bodies[2]);
}

void TestAlertSenders::aRefusalIsFinal()
{
    Receiver receiver({"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-given-up.*tries=1.*status 401"_s));
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 1);
    QSignalSpy more(&receiver, &QTcpServer::newConnection);
    QVERIFY(!more.wait(200));
    QCOMPARE(receiver.bodies.size(), 1);
}

void TestAlertSenders::aRedirectIsNotFollowed()
{
    Receiver elsewhere({good});
    Receiver receiver(
        {"HTTP/1.1 307 There\r\nLocation: " + elsewhere.url().toLatin1() + "\r\nContent-Length: 0\r\n\r\n"});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-given-up.*status 307"_s));
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 1);
    QSignalSpy came(&elsewhere, &QTcpServer::newConnection);
    QVERIFY(!came.wait(200));
    QVERIFY(elsewhere.bodies.isEmpty());
}

void TestAlertSenders::aReceiverThatNeverAnswersIsGivenUp()
{
    Receiver receiver({""});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-failed.*tries=1"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-failed.*tries=2"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-given-up.*tries=3"_s));
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 3);
    QSignalSpy more(&receiver, &QTcpServer::newConnection);
    QVERIFY(!more.wait(600)); // longer than it would wait for a fourth
}

void TestAlertSenders::anEndlessAnswerIsCutOff()
{
    Receiver receiver({"HTTP/1.1 500 No\r\nContent-Length: 100000000\r\n\r\n" + QByteArray(1'000'000, 'x'), good});
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"webhook-failed.*tries=1"_s));
    WebhookSender sender(webhook(receiver), m_quick);
    sender.send(m_alerts);
    QTRY_COMPARE(receiver.bodies.size(), 2);
}

void TestAlertSenders::mailGoesToSendmailByArguments()
{
    AlertConfig config;
    config.way = AlertConfig::Way::Mail;
    config.addresses = {u"ops@example.org"_s};
    MailSender sender(config, nullptr, script("cd \"$(dirname \"$0\")\"\necho \"$#:$*\" > args\ncat > mail\n"));
    QSignalSpy sent(&sender, &MailSender::sent);
    sender.send(m_alerts);
    QTRY_COMPARE(sent.size(), 1);
    QVERIFY(sent[0][0].toBool());
    QCOMPARE(content(m_dir->filePath(u"args"_s)), QByteArray("2:-t -i\n"));
    const QByteArray mail = content(m_dir->filePath(u"mail"_s));
    QVERIFY(mail.startsWith("To: ops@example.org\nSubject: Evenkeel: 3 conflicts wait\n"));
    QVERIFY(mail.contains("2026-01-22T07:00:00Z  3 conflicts wait\n"));
}

void TestAlertSenders::aMailProgramThatHangsIsEnded()
{
    AlertConfig config;
    config.addresses = {u"ops@example.org"_s};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"mail-failed.*did not end in time"_s));
    MailSender sender(config, nullptr, script("exec sleep 600\n"), 200ms);
    QSignalSpy sent(&sender, &MailSender::sent);
    sender.send(m_alerts);
    QTRY_COMPARE(sent.size(), 1);
    QVERIFY(!sent[0][0].toBool());
}

void TestAlertSenders::aMailProgramThatIsMissingIsNoDisaster()
{
    AlertConfig config;
    config.addresses = {u"ops@example.org"_s};
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"mail-failed.*cannot be started"_s));
    MailSender sender(config, nullptr, m_dir->filePath(u"nothing"_s));
    QSignalSpy sent(&sender, &MailSender::sent);
    sender.send(m_alerts);
    QTRY_COMPARE(sent.size(), 1);
    QVERIFY(!sent[0][0].toBool());
}

void TestAlertSenders::theCenterCallsThoseWhoWantTheCause()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"event=alert cause=rows_held link=clinic-cloud"_s));
    Receiver wants({good});
    Receiver other({good});
    AlertConfig desktop;
    AlertConfig first = webhook(wants);
    first.causes = {AlertCause::RowsHeld};
    AlertConfig second = webhook(other);
    second.causes = {AlertCause::LinkDown};
    AlertCenter center({desktop, first, second}, m_dir->filePath(AlertLog::fileName()));
    QSignalSpy notified(&center, &AlertCenter::notified);
    for (int i = 0; i < 60; ++i)
        center.show(held(i));
    QCOMPARE(notified.size(), 1);
    QCOMPARE(notified[0][0].toString(), u"Evenkeel: clinic-cloud: 3 conflicts wait for a decision"_s);
    QTRY_COMPARE(wants.bodies.size(), 1);
    QCOMPARE(other.bodies.size(), 0);
    QCOMPARE(AlertLog(m_dir->filePath(AlertLog::fileName())).last(10)->size(), 1);
}

void TestAlertSenders::theCenterRemembersAcrossAStart()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"event=alert cause=rows_held"_s));
    const QString log = m_dir->filePath(AlertLog::fileName());
    for (int start = 0; start < 5; ++start) {
        AlertCenter center({}, log);
        for (int i = 0; i < 60; ++i)
            center.show(held(100 * start + i));
    }
    QCOMPARE(AlertLog(log).last(10)->size(), 1);
}

QTEST_GUILESS_MAIN(TestAlertSenders)
#include "tst_alertsenders.moc"
