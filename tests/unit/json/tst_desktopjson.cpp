// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/desktopjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <boost/pfr/core.hpp>

#include <type_traits>

using namespace keel;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Gives every field of a value, however deep, something that is not its default and stands nowhere else. It finds the
/// fields by itself, so a new one is in it without a word here.
class Filler
{
public:
    template <class T>
    void fill(T& value)
    {
        ++m_count;
        if constexpr (std::is_same_v<T, bool>)
            value = !value;
        else if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(value == static_cast<T>(1) ? 2 : 1);
        else if constexpr (std::is_integral_v<T>)
            value = static_cast<T>(m_big ? (qint64{1} << 60) + m_count : m_count);
        else if constexpr (std::is_floating_point_v<T>)
            value = m_count + 0.1;
        else if constexpr (std::is_same_v<T, QString>)
            value = u"t%1 \"ä\\\n\u2066"_s.arg(m_count);
        else if constexpr (std::is_same_v<T, QDateTime>)
            value = QDateTime(QDate(2026, 1, 22), QTime(7, 42, 18, 345), Qt::UTC).addSecs(m_count);
        else
            fillInside(value);
        m_big = !m_big && std::is_same_v<T, qint64>;
    }

private:
    template <class Tag>
    void fillInside(Name<Tag>& name)
    {
        fill(name.value);
    }
    template <class Rep, class Period>
    void fillInside(std::chrono::duration<Rep, Period>& span)
    {
        span = std::chrono::duration<Rep, Period>(m_count);
    }
    template <class T>
    void fillInside(std::optional<T>& value)
    {
        fill(value.emplace());
    }
    template <class T>
    void fillInside(QList<T>& list)
    {
        list.clear();
        for (int i = 0; i < 2; ++i)
            fill(list.emplaceBack());
    }
    template <class T>
    void fillInside(T& fields)
    {
        boost::pfr::for_each_field(fields, [this](auto& field) { fill(field); });
    }

    int m_count = 0;
    bool m_big = false; ///< every other whole number is too large for a double
};

/// Where two values differ, or where they are the same, by the path of field numbers.
class Comparison
{
public:
    explicit Comparison(bool wantSame) : m_wantSame(wantSame) {}
    [[nodiscard]] const QStringList& faults() const { return m_faults; }

    template <class T>
    void compare(const T& l, const T& r, const QString& at = {})
    {
        if constexpr (requires { l.isValid(); } || std::is_arithmetic_v<T> || std::is_enum_v<T> ||
                      std::is_same_v<T, QString>)
            note(l == r, at);
        else
            compareInside(l, r, at);
    }

private:
    void note(bool same, const QString& at)
    {
        if (same != m_wantSame)
            m_faults.append(at);
    }
    template <class Tag>
    void compareInside(const Name<Tag>& l, const Name<Tag>& r, const QString& at)
    {
        note(l == r, at);
    }
    template <class Rep, class Period>
    void compareInside(std::chrono::duration<Rep, Period> l, std::chrono::duration<Rep, Period> r, const QString& at)
    {
        note(l == r, at);
    }
    template <class T>
    void compareInside(const std::optional<T>& l, const std::optional<T>& r, const QString& at)
    {
        if (l && r)
            compare(*l, *r, at);
        else
            note(l.has_value() == r.has_value(), at);
    }
    template <class T>
    void compareInside(const QList<T>& l, const QList<T>& r, const QString& at)
    {
        if (l.size() != r.size())
            return note(false, at);
        for (qsizetype i = 0; i < l.size(); ++i)
            compare(l[i], r[i], at + u'[' + QString::number(i) + u']');
    }
    template <class T>
    void compareInside(const T& l, const T& r, const QString& at)
    {
        compareFields(l, r, at, std::make_index_sequence<boost::pfr::tuple_size_v<T>>());
    }
    template <class T, std::size_t... I>
    void compareFields(const T& l, const T& r, const QString& at, std::index_sequence<I...>)
    {
        (compare(boost::pfr::get<I>(l), boost::pfr::get<I>(r), at + u'.' + QString::number(I)), ...);
    }

    bool m_wantSame;
    QStringList m_faults;
};

template <class T>
void roundTrip()
{
    T filled;
    Filler().fill(filled);
    Comparison untouched(false);
    untouched.compare(filled, T());
    QCOMPARE(untouched.faults(), QStringList()); // else the filler left a field as it was, and the rest shows nothing

    const QByteArray text = QJsonDocument(json::toDesktop(filled)).toJson(QJsonDocument::Compact);
    const Result<T> back = json::fromDesktop<T>(QJsonDocument::fromJson(text).object());
    QVERIFY2(back, back ? "" : qPrintable(toText(back.error())));
    Comparison same(true);
    same.compare(filled, *back);
    QCOMPARE(same.faults(), QStringList());

    const QByteArray plain = QJsonDocument(json::toDesktop(T())).toJson(QJsonDocument::Compact);
    const Result<T> backPlain = json::fromDesktop<T>(QJsonDocument::fromJson(plain).object());
    QVERIFY2(backPlain, backPlain ? "" : qPrintable(toText(backPlain.error())));
    Comparison samePlain(true);
    samePlain.compare(T(), *backPlain);
    QCOMPARE(samePlain.faults(), QStringList());
}

} // namespace

class TestDesktopJson : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void everyFieldComesBack()
    {
        roundTrip<ServiceSnapshot>();
        roundTrip<CycleRecord>();
        roundTrip<ErrorFilter>();
        roundTrip<ErrorPage>();
        roundTrip<ErrorDetail>();
        roundTrip<ConflictPage>();
        roundTrip<HistoryPage>();
        roundTrip<SampleSeries>();
        roundTrip<OperatorLogPage>();
        roundTrip<CommandOutcome>();
        roundTrip<BrakePlan>();
    }

    void everyWordComesBack()
    {
        LinkSnapshot link;
        for (int i = 0; i <= static_cast<int>(LinkState::Down); ++i) {
            link.state = static_cast<LinkState>(i);
            link.checks.clear();
            for (int kind = 0; kind <= static_cast<int>(HealthCheck::Kind::Canary); ++kind) {
                HealthCheck check;
                check.kind = static_cast<HealthCheck::Kind>(kind);
                link.checks.append(check);
            }
            ServiceSnapshot snapshot;
            snapshot.links = {link};
            const auto back = json::fromDesktop<ServiceSnapshot>(json::toDesktop(snapshot));
            QVERIFY(back);
            QCOMPARE(back->links.first().state, link.state);
            for (qsizetype n = 0; n < link.checks.size(); ++n)
                QCOMPARE(back->links.first().checks.at(n).kind, link.checks.at(n).kind);
        }
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
            CommandOutcome outcome;
            outcome.failure = Error{.kind = ErrorClass::Config, .code = static_cast<ErrorCode>(i)};
            QCOMPARE(json::fromDesktop<CommandOutcome>(json::toDesktop(outcome))->failure->code, outcome.failure->code);
        }
    }

    /// The order of names beside the order of the struct: two of one type are easily swapped.
    void neighboursHaveTheirOwnNames()
    {
        LinkSnapshot link;
        link.lag = Milliseconds(1200);
        link.pendingForward = 3;
        link.pendingReverse = 4;
        link.timeLeft = Milliseconds(9000);
        link.interval = Milliseconds(5000);
        link.totalForward = 11;
        link.totalReverse = 12;
        link.errorsOpen = 13;
        link.conflictsTotal = 14;
        link.held = 15;
        link.consecutiveFailures = 16;
        link.restarts = 17;
        link.cycleRunning = true;
        link.recent = {{1.5, 2}};
        TableSnapshot table;
        table.rowsA = 21;
        table.rowsB = 22;
        table.errors = 23;
        table.conflicts = 24;
        link.tables = {table};
        ServiceSnapshot snapshot;
        snapshot.links = {link};
        const QJsonObject json = json::toDesktop(snapshot)[u"links"][0].toObject();
        const QJsonObject expected{{u"lagMs"_s, 1200},
                                   {u"pendingForward"_s, 3},
                                   {u"pendingReverse"_s, 4},
                                   {u"timeLeftMs"_s, 9000},
                                   {u"intervalMs"_s, 5000},
                                   {u"totalForward"_s, 11},
                                   {u"totalReverse"_s, 12},
                                   {u"errorsOpen"_s, 13},
                                   {u"conflictsTotal"_s, 14},
                                   {u"held"_s, 15},
                                   {u"consecutiveFailures"_s, 16},
                                   {u"restarts"_s, 17},
                                   {u"cycleRunning"_s, true},
                                   {u"realTime"_s, false},
                                   {u"lastDurationMs"_s, QJsonValue()},
                                   {u"recent"_s, QJsonArray{QJsonArray{1.5, 2}}}};
        for (auto it = expected.constBegin(); it != expected.constEnd(); ++it)
            QCOMPARE(json[it.key()], *it);
        const QJsonObject inTable = json[u"tables"][0].toObject();
        QCOMPARE(inTable[u"rowsA"], QJsonValue(21));
        QCOMPARE(inTable[u"rowsB"], QJsonValue(22));
        QCOMPARE(inTable[u"errors"], QJsonValue(23));
        QCOMPARE(inTable[u"conflicts"], QJsonValue(24));
    }

    void whatAnotherVersionSaysIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault");
        QTest::newRow("new word") << QByteArray(R"({"links":[{"state":"asleep"}]})")
                                  << u"links.0.state: expected a known word, found \"asleep\""_s;
        QTest::newRow("other type") << QByteArray(R"({"links":[{"tables":[{},{"errors":"many"}]}]})")
                                    << u"links.0.tables.1.errors: expected a number"_s;
        QTest::newRow("no list") << QByteArray(R"({"links":{}})") << u"links: expected a list"_s;
        QTest::newRow("no time") << QByteArray(R"({"at":"yesterday"})") << u"at: expected a time in ISO 8601"_s;
    }
    void whatAnotherVersionSaysIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, fault);
        const auto read = json::fromDesktop<ServiceSnapshot>(QJsonDocument::fromJson(text).object());
        QVERIFY(!read);
        QCOMPARE(read.error().detail, fault);
    }

    void anOlderServiceSaysLess()
    {
        const auto read = json::fromDesktop<ServiceSnapshot>(
            QJsonDocument::fromJson(R"({"at":"2026-01-22T07:42:18.000Z","links":[{"name":"a","newer":[1]}]})")
                .object());
        QVERIFY(read);
        QCOMPARE(read->links.first().name.value, u"a"_s);
        QCOMPARE(read->links.first().interval, Milliseconds(1000));
        QVERIFY(!read->links.first().lag);
    }
};

QTEST_GUILESS_MAIN(TestDesktopJson)
#include "tst_desktopjson.moc"
