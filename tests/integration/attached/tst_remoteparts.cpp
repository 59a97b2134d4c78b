// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote/caller.h"
#include "app/remote/notknown.h"
#include "app/remote/refusal.h"
#include "app/remote/tokens.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

class TestRemoteParts : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void addressesAreChecked_data();
    void addressesAreChecked();
    void aCommandIsNeverSentTwice();
    void commandsKeepTheirOrder();
    void refusalsSayWhatToDo_data();
    void refusalsSayWhatToDo();
    void theTokenComesFromFileThenEnvironment();
    void aFileThatOthersReadIsRefused();
    void aNewTokenInTheFileIsFound();
    void withoutAKeychainItSaysSo();
};

void TestRemoteParts::addressesAreChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("fault");
    QTest::newRow("https") << u"https://sync.example.org"_s << u"https://sync.example.org"_s << QString();
    QTest::newRow("slash") << u"https://sync.example.org:8443/"_s << u"https://sync.example.org:8443"_s << QString();
    QTest::newRow("loopback") << u"http://127.0.0.1:7878"_s << u"http://127.0.0.1:7878"_s << QString();
    QTest::newRow("localhost") << u"http://localhost:7878"_s << u"http://localhost:7878"_s << QString();
    QTest::newRow("IPv6") << u"http://[::1]:7878"_s << u"http://[::1]:7878"_s << QString();
    QTest::newRow("readable") << u"http://10.0.0.7:7878"_s << QString() << u"plain http"_s;
    QTest::newRow("readable name") << u"http://sync.example.org"_s << QString() << u"plain http"_s;
    QTest::newRow("not an address") << u"sync-01"_s << QString() << u"expected the address"_s;
    QTest::newRow("another scheme") << u"ftp://sync-01"_s << QString() << u"expected the address"_s;
    QTest::newRow("password") << u"https://ana:secret@sync-01"_s << QString() << u"no meaning"_s;
    QTest::newRow("path") << u"https://sync-01/api"_s << QString() << u"no path"_s;
}

void TestRemoteParts::addressesAreChecked()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QFETCH(QString, fault);
    const auto address = remote::serviceAddress(text);
    QCOMPARE(address.has_value(), fault.isEmpty());
    if (address) {
        QCOMPARE(address->toString(), url);
        return;
    }
    QVERIFY2(toText(address.error()).contains(fault), qPrintable(toText(address.error())));
    QVERIFY(!toText(address.error()).contains(u"secret"_s));
}

/// Answers a first request on a connection, then takes the next one and goes away: the moment in which Qt sends a
/// request again by itself.
void TestRemoteParts::aCommandIsNeverSentTwice()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int taken = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&taken, socket] {
            const QByteArray bytes = socket->readAll();
            if (!bytes.contains("\"n\":"))
                return;
            ++taken;
            if (taken == 1)
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            else
                socket->abort();
        });
    });
    remote::Caller caller(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), {});
    caller.setToken("token");
    QList<Result<QByteArray>> answers;
    const auto then = [&](const Result<QByteArray>& answer) { answers.append(answer); };
    caller.post(remote::Caller::Kind::Command, u"/x"_s, {{u"n"_s, 1}}, u"ana"_s, then);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers.first());
    caller.post(remote::Caller::Kind::Command, u"/x"_s, {{u"n"_s, 2}}, u"ana"_s, then);
    QTRY_COMPARE(answers.size(), 2);
    QVERIFY(!answers.last());
    QVERIFY2(answers.last().error().detail.contains(u"not known"_s), qPrintable(answers.last().error().detail));
    QCOMPARE(taken, 2);
}

void TestRemoteParts::commandsKeepTheirOrder()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QList<int> order;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&order, socket, all = QByteArray()]() mutable {
            all += socket->readAll();
            const qsizetype at = all.indexOf("\"n\":");
            if (at < 0 || !all.endsWith('}'))
                return;
            order.append(all.mid(at + 4).chopped(1).toInt());
            all.clear();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
    });
    remote::Caller caller(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())), {});
    caller.setToken("token");
    QList<int> wanted;
    for (int n = 0; n < 30; ++n) {
        caller.post(remote::Caller::Kind::Command, u"/x"_s, {{u"n"_s, n}}, u"ana"_s, [](const auto&) {});
        wanted.append(n);
    }
    QTRY_COMPARE(order.size(), 30);
    QCOMPARE(order, wanted);
}

void TestRemoteParts::refusalsSayWhatToDo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const QByteArray body = R"({"success":false,"error":{"code":"%1","message":"the words"}})";
    const auto with = [&](const char* code) { return QByteArray(body).replace("%1", code); };
    QTest::newRow("401") << 401 << with("unauthorized") << ErrorCode::AccessDenied << u"token"_s;
    QTest::newRow("403") << 403 << with("role") << ErrorCode::AccessDenied << u"may do this"_s;
    QTest::newRow("404") << 404 << with("not_found") << ErrorCode::NotFound << u"the words"_s;
    QTest::newRow("409") << 409 << with("changed") << ErrorCode::Changed << u"look at it again"_s;
    QTest::newRow("421") << 421 << with("wrong_host") << ErrorCode::ConfigInvalid << u"api.hosts"_s;
    QTest::newRow("429") << 429 << with("too_many_requests") << ErrorCode::Busy << u"in 7 s"_s;
    QTest::newRow("503") << 503 << QByteArray("<html>") << ErrorCode::Unreachable << u"503"_s;
    QTest::newRow("502 of a proxy") << 502 << QByteArray() << ErrorCode::Unreachable << u"502"_s;
}

void TestRemoteParts::refusalsSayWhatToDo()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    const Error error = remote::refusalOf(status, body, "7");
    QCOMPARE(error.code, code);
    QVERIFY2(toText(error).contains(says), qPrintable(toText(error)));
}

void TestRemoteParts::theTokenComesFromFileThenEnvironment()
{
    QTemporaryDir dir;
    const QString name = dir.filePath(u"token"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("of-the-file\n");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    const QUrl address(u"http://127.0.0.1:7878"_s);
    remote::Tokens both(address, name, "of-the-environment");
    QSignalSpy found(&both, &remote::Tokens::found);
    both.find();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toByteArray(), QByteArray("of-the-file"));
    remote::Tokens one(address, {}, "of-the-environment");
    QSignalSpy foundToo(&one, &remote::Tokens::found);
    one.find();
    QCOMPARE(foundToo.first().first().toByteArray(), QByteArray("of-the-environment"));
}

void TestRemoteParts::aFileThatOthersReadIsRefused()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("secret-of-the-file");
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ReadOther));
    remote::Tokens tokens(QUrl(u"http://127.0.0.1:1"_s), file.fileName(), "not-asked-for");
    QSignalSpy found(&tokens, &remote::Tokens::found);
    QSignalSpy missing(&tokens, &remote::Tokens::missing);
    tokens.find();
    QCOMPARE(found.size(), 0);
    const QString said = toText(missing.first().first().value<Error>());
    QVERIFY2(said.contains(u"others can read"_s), qPrintable(said));
    QVERIFY(!said.contains(u"secret-of"_s));
}

void TestRemoteParts::aNewTokenInTheFileIsFound()
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"token"_s));
    const auto write = [&](const QByteArray& token) {
        return file.open(QIODevice::WriteOnly) && file.write(token) > 0 && (file.close(), true) &&
               file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    };
    QVERIFY(write("old"));
    remote::Tokens tokens(QUrl(u"http://127.0.0.1:1"_s), file.fileName(), {});
    QSignalSpy found(&tokens, &remote::Tokens::found);
    tokens.find();
    QCOMPARE(found.size(), 1);
    tokens.refused("old");
    QVERIFY(write("new"));
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(found.last().first().toByteArray(), QByteArray("new"));
}

void TestRemoteParts::withoutAKeychainItSaysSo()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    remote::Tokens tokens(QUrl(u"http://127.0.0.1:7878"_s), {}, {});
    QSignalSpy missing(&tokens, &remote::Tokens::missing);
    tokens.find();
    QTRY_COMPARE(missing.size(), 1);
    const QString said = toText(missing.first().first().value<Error>());
    QVERIFY2(said.contains(u"EVENKEEL_TOKEN"_s), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestRemoteParts)
#include "tst_remoteparts.moc"
