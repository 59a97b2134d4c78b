// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/sampledata.h"
#include "ui/text/sentences.h"

#include <QTest>

using namespace keel;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(keel::Milliseconds)

class TestSentences : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }
    void durationsReadAsPeopleSayThem_data();
    void durationsReadAsPeopleSayThem();
    void agesBelowASecondAreTenths();
    void unknownIsAWordAndNeverZero();
    void timesAreShownInTheGivenZone();
    void aProofWithDifferencesIsNotProven();
    void sentenceKeepsTheDriversWords();
    void checksHaveUnits();
};

void TestSentences::durationsReadAsPeopleSayThem_data()
{
    QTest::addColumn<Milliseconds>("span");
    QTest::addColumn<QString>("text");
    QTest::newRow("milliseconds") << Milliseconds(340) << u"340 ms"_s;
    QTest::newRow("seconds") << Milliseconds(6200) << u"6.2 s"_s;
    QTest::newRow("whole seconds") << Milliseconds(3000) << u"3 s"_s;
    QTest::newRow("not rounded up to a minute") << Milliseconds(59999) << u"59 s"_s;
    QTest::newRow("minutes") << Milliseconds(6min) << u"6 min"_s;
    QTest::newRow("hours") << Milliseconds(82min) << u"1 h 22 min"_s;
    QTest::newRow("whole hour") << Milliseconds(1h) << u"1 h"_s;
    QTest::newRow("days") << Milliseconds(148h) << u"6 d 4 h"_s;
}

void TestSentences::durationsReadAsPeopleSayThem()
{
    QFETCH(Milliseconds, span);
    QTEST(say::duration(span), "text");
}

void TestSentences::agesBelowASecondAreTenths()
{
    QCOMPARE(say::age(400ms), u"0.4 s"_s);
    QCOMPARE(say::age(0ms), u"0 s"_s);
    QCOMPARE(say::age(6200ms), u"6.2 s"_s);
}

void TestSentences::unknownIsAWordAndNeverZero()
{
    QCOMPARE(say::number(std::optional<qint64>()), u"unknown"_s);
    QCOMPARE(say::number(std::optional<qint64>(0)), u"0"_s);
    QCOMPARE(say::duration(std::optional<Milliseconds>()), u"unknown"_s);
    HealthCheck check;
    check.value.reset();
    QCOMPARE(say::checkValue(check), u"unknown"_s);
}

void TestSentences::timesAreShownInTheGivenZone()
{
    const QTimeZone damascus("Asia/Damascus");
    QCOMPARE(say::clock(sample::now(), damascus), u"10:42:18"_s);
    QCOMPARE(say::minute(sample::now(), QTimeZone::utc()), u"07:42"_s);
    QCOMPARE(say::relative(sample::now().addSecs(-3), sample::now(), damascus), u"3 s ago"_s);
    QCOMPARE(say::relative(sample::now().addMSecs(800), sample::now(), damascus), u"in 0.8 s"_s);
    QCOMPARE(say::relative(sample::now().addSecs(-82 * 60 - 7), sample::now(), damascus), u"09:20:11"_s);
}

void TestSentences::aProofWithDifferencesIsNotProven()
{
    LinkSnapshot link = sample::snapshot().links.at(2);
    const QTimeZone zone("Asia/Damascus");
    QCOMPARE(say::remark(link, zone), u"proven 10:42"_s);
    link.proof->equal = false;
    QCOMPARE(say::remark(link, zone), QString());
}

void TestSentences::sentenceKeepsTheDriversWords()
{
    Error error;
    error.code = ErrorCode::Unreachable;
    error.place = u"lab"_s;
    error.detail = u"refused (errno 111)"_s;
    const QString text = say::sentence(error);
    QVERIFY(text.contains(u"refused (errno 111)"_s));
    QVERIFY(text.contains(u"lab"_s));
}

void TestSentences::checksHaveUnits()
{
    const HealthCheck lag{HealthCheck::Kind::Lag, true, 6.2, 10, {}};
    QCOMPARE(say::checkValue(lag), u"6.2 s"_s);
    QCOMPARE(say::checkLimit(lag), u"limit 10 s"_s);
    const HealthCheck cycle{HealthCheck::Kind::CycleTime, false, 84, 80, {}};
    QCOMPARE(say::checkValue(cycle), u"84 %"_s);
    const HealthCheck sides{HealthCheck::Kind::BothReachable, false, 1, 2, {}};
    QCOMPARE(say::checkValue(sides), u"1 of 2"_s);
    QCOMPARE(say::checkLimit(sides), QString());
}

QTEST_GUILESS_MAIN(TestSentences)
#include "tst_sentences.moc"
