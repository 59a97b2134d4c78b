// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/signature.h"

#include <QTest>

using namespace keel::http;
using namespace std::chrono_literals;

namespace {

// The example of the Standard Webhooks specification and its reference libraries.
const QByteArray secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const QByteArray id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const QByteArray stamp = "1614265330";
const QByteArray body = R"({"test": 2432232314})";
const QByteArray signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr auto sent = 1614265330s;

Head head(const QByteArray& webhookId = id, const QByteArray& at = stamp, const QByteArray& signatures = signature)
{
    return {.method = "POST",
            .target = "/api/sync/webhook",
            .headers = {{"webhook-id", webhookId}, {"webhook-timestamp", at}, {"webhook-signature", signatures}}};
}

int statusOf(const OrRefusal<void>& result)
{
    return result ? 200 : result.error().status;
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void theSpecificationsExampleIsRight()
    {
        Signatures signatures({secret});
        QVERIFY(signatures.areAskedFor());
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 200);
    }

    void withoutASecretNothingIsAskedFor()
    {
        Signatures signatures({});
        QCOMPARE(statusOf(signatures.check({}, body, sent)), 200);
    }

    void aReplayIsRefused()
    {
        Signatures signatures({secret});
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 200);
        QCOMPARE(statusOf(signatures.check(head(), body, sent + 1s)), 409);
        QCOMPARE(statusOf(signatures.check(head(), body, sent + 300s)), 409);
        QCOMPARE(statusOf(signatures.check(head(), body, sent + 1000s)), 401);
    }

    void severalSecretsServeWhileOneIsChanged()
    {
        Signatures signatures({"whsec_c29tZSBvdGhlciBzZWNyZXQgb2Ygb3Vycw==", secret.mid(6)});
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 200);
    }

    void otherSecretsKnowWhatCameBefore()
    {
        Signatures signatures({secret});
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 200);
        signatures.setSecrets({"whsec_c29tZSBvdGhlciBzZWNyZXQgb2Ygb3Vycw=="});
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 401);
        signatures.setSecrets({secret});
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 409);
    }

    void severalSignaturesNeedOneThatIsRight()
    {
        Signatures signatures({secret});
        const QByteArray both = "v1,AAAA v2,xyz " + signature + " v1a,zzz";
        QCOMPARE(statusOf(signatures.check(head(id, stamp, both), body, sent)), 200);
    }

    void theTimeMayBeFiveMinutesOff_data()
    {
        QTest::addColumn<int>("off");
        QTest::addColumn<int>("status");
        QTest::newRow("five minutes late") << 300 << 200;
        QTest::newRow("later") << 301 << 401;
        QTest::newRow("five minutes early") << -300 << 200;
        QTest::newRow("earlier") << -301 << 401;
    }

    void theTimeMayBeFiveMinutesOff()
    {
        QFETCH(int, off);
        Signatures signatures({secret});
        QTEST(statusOf(signatures.check(head(), body, sent + std::chrono::seconds(off))), "status");
    }

    void whatIsNotRightIsRefused_data()
    {
        QTest::addColumn<Head>("request");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("another body") << head() << body + ' ';
        QTest::newRow("another id") << head("msg_2") << body;
        QTest::newRow("another time") << head(id, "1614265331") << body;
        QTest::newRow("no number") << head(id, "1614265330x") << body;
        QTest::newRow("a number in another form") << head(id, "01614265330") << body;
        QTest::newRow("a number too big") << head(id, "99999999999999999999") << body;
        QTest::newRow("no version") << head(id, stamp, signature.mid(3)) << body;
        QTest::newRow("another version") << head(id, stamp, "v1a," + signature.mid(3)) << body;
        QTest::newRow("cut") << head(id, stamp, signature.chopped(4)) << body;
        QTest::newRow("no base64") << head(id, stamp, signature + '!') << body;
        QTest::newRow("no headers") << Head() << body;
        Head twice = head();
        twice.headers.push_back({"webhook-signature", signature});
        QTest::newRow("doubled") << twice << body;
        QTest::newRow("a long id") << head(QByteArray(300, 'x')) << body;
    }

    void whatIsNotRightIsRefused()
    {
        QFETCH(Head, request);
        QFETCH(QByteArray, bytes);
        Signatures signatures({secret});
        QCOMPARE(statusOf(signatures.check(request, bytes, sent)), 401);
        QCOMPARE(statusOf(signatures.check(head(), body, sent)), 200); // and takes no id with it
    }
};

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
