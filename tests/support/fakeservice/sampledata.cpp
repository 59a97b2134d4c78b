// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/sampledata.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace keel::sample {

namespace {

/// A fixed sequence, so that pictures and tests repeat: the usual xorshift.
class Dice
{
public:
    explicit Dice(quint32 seed) : m_state(seed * 2654435761U + 1) {}
    double next()
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 17;
        m_state ^= m_state << 5;
        return static_cast<double>(m_state) / 4294967296.0;
    }
    qint64 below(qint64 n) { return static_cast<qint64>(next() * static_cast<double>(n)); }

private:
    quint32 m_state;
};

EndpointSnapshot endpoint(QStringView name, QStringView driver, std::optional<double> offset, Environment environment)
{
    return {EndpointName(name.toString()), driver.toString(), environment, true, offset};
}

QList<Throughput> recent(quint32 seed, double forward, double reverse, int silentFirst = 0)
{
    Dice dice(seed);
    QList<Throughput> list;
    double f = forward;
    double r = reverse;
    for (int i = 0; i < 300; ++i) {
        f += (forward - f) * 0.2 + (dice.next() - 0.5) * forward * 0.5;
        r += (reverse - r) * 0.2 + (dice.next() - 0.5) * reverse * 0.6;
        list.append(i < silentFirst ? Throughput{} : Throughput{std::max(0.0, f), std::max(0.0, r)});
    }
    if (!list.isEmpty() && silentFirst < 300)
        list.last() = {forward, reverse};
    return list;
}

HealthCheck check(HealthCheck::Kind kind, std::optional<double> value, std::optional<double> limit,
                  const QString& recommendation = {})
{
    return {kind, recommendation.isEmpty(), value, limit, recommendation};
}

QList<HealthCheck> checks(double lag, double cyclePercent)
{
    using Kind = HealthCheck::Kind;
    return {check(Kind::LastSync, 0.8, 30),
            check(Kind::BothReachable, 2, 2),
            check(Kind::Proof, 660, 3600),
            check(Kind::Lag, lag, 10),
            check(Kind::CycleTime, cyclePercent, 80),
            check(Kind::ErrorsOpen, 0, 0),
            check(Kind::HeldRows, 0, 0),
            check(Kind::FailuresInARow, 0, 3),
            check(Kind::BellAlive, 1, 1),
            check(Kind::ClockOffset, 0.12, 1),
            check(Kind::OldestTransaction, 3.1, 600),
            check(Kind::JournalSize, 18240, 1000000),
            check(Kind::Memory, 84, 150)};
}

void fault(LinkSnapshot& link, HealthCheck::Kind kind, std::optional<double> value, const QString& recommendation)
{
    for (HealthCheck& c : link.checks) {
        if (c.kind == kind)
            c = {kind, false, value, c.limit, recommendation};
    }
}

TableSnapshot table(QStringView name, qint64 rows, const QDateTime& at, int secondsAgo, LinkState state)
{
    TableSnapshot t;
    t.a = TableName(name.toString());
    t.b = t.a;
    t.rowsA = rows;
    t.rowsB = rows;
    t.pendingForward = 0;
    t.pendingReverse = 0;
    t.lastChange = at.addSecs(-secondsAgo);
    t.state = state;
    return t;
}

QList<TableSnapshot> tables(const QDateTime& at, LinkState state)
{
    return {table(u"public.patients", 12880, at, 4, state), table(u"public.appointments", 58213, at, 2, state),
            table(u"public.notes", 91244, at, 9, state),    table(u"public.invoices", 20472, at, 31, state),
            table(u"public.doctors", 42, at, 86400, state), table(u"public.rooms", 18, at, 172800, state)};
}

LinkSnapshot billing(const QDateTime& at)
{
    LinkSnapshot link;
    link.name = LinkName(u"clinic-billing"_s);
    link.a = endpoint(u"clinic", u"PostgreSQL", 0.08, Environment::Production);
    link.b = endpoint(u"billing", u"SQL Server", -0.04, Environment::Staging);
    link.state = LinkState::Attention;
    link.checks = checks(6.2, 84);
    fault(
        link, HealthCheck::Kind::CycleTime, 84,
        u"Cycles take 4.2 s of every 5 s, mostly in invoices. Add an index on updated_at, or raise the interval to 8 s."_s);
    fault(link, HealthCheck::Kind::ErrorsOpen, 14,
          u"All 14 have one cause: the parent row in patients is missing in billing."_s);
    link.cycleRunning = true;
    link.lag = 6200ms;
    link.pendingForward = 1204;
    link.pendingReverse = 18;
    link.lastSync = at.addSecs(-3);
    link.lastDuration = 4200ms;
    link.nextRun = at.addMSecs(800);
    link.interval = 5s;
    link.cycles = 88214;
    link.totalForward = 4410228;
    link.totalReverse = 120442;
    link.errorsOpen = 14;
    link.proof = Proof{at.addSecs(-660), true, 318204, 0};
    link.canary = Canary{7ms, 9ms, at.addSecs(-4)};
    link.tables = tables(at, LinkState::InSync);
    link.tables[1].errors = 6;
    link.tables[1].state = LinkState::Attention;
    link.tables[2].errors = 8;
    link.tables[2].state = LinkState::Attention;
    link.tables[3].state = LinkState::CatchingUp;
    link.tables[3].pendingForward = 1204;
    link.tables[3].pendingReverse = 18;
    link.tables[3].rowsB = 19268;
    link.recent = recent(1, 486, 12);
    return link;
}

LinkSnapshot lab(const QDateTime& at)
{
    LinkSnapshot link;
    link.name = LinkName(u"lab-results"_s);
    link.a = endpoint(u"lab", u"MariaDB", std::nullopt, Environment::Test);
    link.b = endpoint(u"clinic", u"PostgreSQL", 0.08, Environment::Production);
    link.reverse = false;
    link.state = LinkState::CatchingUp;
    link.checks = checks(360, 100);
    link.cycleRunning = true;
    link.realTime = true;
    link.lag = 6min;
    link.pendingForward = 84310;
    link.lastSync = at.addMSecs(-200);
    link.lastDuration = 1900ms;
    link.nextRun = at;
    link.timeLeft = 4min;
    link.interval = 1s;
    link.conflictsTotal = 2;
    link.tables = {table(u"results", 402118, at, 0, LinkState::CatchingUp),
                   table(u"samples", 96441, at, 12, LinkState::InSync),
                   table(u"devices", 31, at, 8000, LinkState::NotProven)};
    link.tables[0].pendingForward = 84310;
    link.tables[0].pendingReverse.reset();
    link.tables[0].rowsB.reset();
    link.tables[0].loadProgress = 0.62;
    link.recent = recent(2, 3912, 0, 130);
    return link;
}

LinkSnapshot cloud(const QDateTime& at)
{
    LinkSnapshot link;
    link.name = LinkName(u"clinic-cloud"_s);
    link.a = endpoint(u"clinic", u"PostgreSQL", 0.08, Environment::Production);
    link.b = endpoint(u"cloud", u"Supabase", -0.12, Environment::Production);
    link.state = LinkState::InSync;
    link.checks = checks(0.4, 34);
    link.realTime = true;
    link.lag = 400ms;
    link.pendingForward = 0;
    link.pendingReverse = 0;
    link.lastSync = at.addSecs(-1);
    link.lastDuration = 340ms;
    link.nextRun = at.addMSecs(600);
    link.interval = 1s;
    link.proof = Proof{at.addSecs(-12), true, 318204, 0};
    link.canary = Canary{7ms, 9ms, at.addSecs(-4)};
    link.tables = tables(at, LinkState::InSync);
    link.recent = recent(3, 214, 38);
    return link;
}

LinkSnapshot archive(const QDateTime& at)
{
    LinkSnapshot link;
    link.name = LinkName(u"archive"_s);
    link.a = endpoint(u"cloud", u"Supabase", -0.12, Environment::Production);
    link.b = endpoint(u"archive", u"SQLite", std::nullopt, Environment::Production);
    link.reverse = false;
    link.state = LinkState::Paused;
    link.paused = true;
    link.pausedBy = u"ana"_s;
    link.pausedAt = at.addSecs(-82 * 60);
    link.checks = checks(4920, 10);
    link.lag = 82min;
    link.pendingForward = 2077;
    link.lastSync = at.addSecs(-82 * 60 - 7);
    link.lastDuration = 610ms;
    link.interval = 1min;
    link.errorsOpen = 3;
    link.conflictsTotal = 4;
    link.held = 1;
    link.tables = tables(at, LinkState::Paused);
    Error stop;
    stop.kind = ErrorClass::Schema;
    stop.code = ErrorCode::ColumnMissing;
    stop.detail = u"column \"mrn\" of relation \"patients\" does not exist"_s;
    stop.mend = u"Add patients.mrn to archive; only this table waits."_s;
    link.tables[0].stopped = stop;
    link.tables[0].state = LinkState::Down;
    link.tables[0].errors = 1;
    link.recent = recent(4, 0, 0);
    return link;
}

ServiceSnapshot summed(QList<LinkSnapshot> links, const QDateTime& at)
{
    ServiceSnapshot s;
    s.at = at;
    s.startedAt = at.addSecs(-(6 * 86400 + 4 * 3600 + 300));
    s.timeZone = u"Asia/Damascus"_s;
    for (const LinkSnapshot& link : links) {
        s.errorsOpen += link.errorsOpen;
        s.conflictsWaiting += link.held;
        s.conflictsRecent += link.conflictsTotal;
        s.health = std::max(s.health, healthOf(link.state));
    }
    s.links = std::move(links);
    return s;
}

} // namespace

QDateTime now()
{
    return QDateTime(QDate(2026, 1, 22), QTime(7, 42, 18), Qt::UTC);
}

ServiceSnapshot snapshot(const QDateTime& at)
{
    return summed({billing(at), lab(at), cloud(at), archive(at)}, at);
}

ServiceSnapshot troubled(const QDateTime& at)
{
    LinkSnapshot down = lab(at);
    down.state = LinkState::Down;
    down.a.reachable = false;
    down.cycleRunning = false;
    down.pendingForward.reset();
    down.timeLeft.reset();
    down.lastSync = at.addSecs(-376);
    down.nextRun = at.addSecs(24);
    down.consecutiveFailures = 5;
    down.errorsOpen = 1;
    Error refused;
    refused.kind = ErrorClass::Transient;
    refused.code = ErrorCode::Unreachable;
    refused.detail = u"lab:3306 refused the connection (errno 111)"_s;
    down.lastError = refused;
    fault(down, HealthCheck::Kind::BothReachable, 1, u"lab cannot be reached since 10:36; its changes wait there."_s);
    fault(down, HealthCheck::Kind::FailuresInARow, 5, u"lab:3306 refused the connection. Next try in 24 s."_s);
    for (int i = 180; i < down.recent.size(); ++i)
        down.recent[i] = {};
    LinkSnapshot held = cloud(at);
    held.state = LinkState::Held;
    held.held = 1;
    fault(held, HealthCheck::Kind::HeldRows, 1, u"public.patients was truncated in clinic. Nothing was passed on."_s);
    LinkSnapshot quiet = archive(at);
    quiet.paused = false;
    quiet.state = LinkState::NotProven;
    quiet.errorsOpen = 0;
    quiet.conflictsTotal = 0;
    quiet.held = 0;
    quiet.nextRun = at.addSecs(48);
    return summed({down, held, billing(at), quiet}, at);
}

ServiceSnapshot calm(const QDateTime& at)
{
    LinkSnapshot second = cloud(at);
    second.name = LinkName(u"clinic-copy"_s);
    second.b = endpoint(u"copy", u"SQLite", std::nullopt, Environment::Development);
    second.a.environment = Environment::Development;
    LinkSnapshot first = cloud(at);
    first.a.environment = Environment::Development;
    first.b.environment = Environment::Development;
    return summed({first, second}, at);
}

ErrorRecord errorRecord(qint64 id, const QDateTime& at)
{
    Dice dice(static_cast<quint32>(id));
    ErrorRecord r;
    r.id = id;
    r.attempts = static_cast<int>(1 + dice.below(6));
    r.createdAt = at.addSecs(-id * 7 - 300);
    r.lastTryAt = at.addSecs(-id * 7);
    r.state = id % 10 == 9 ? ErrorState::Resolved : ErrorState::Open;
    if (r.state == ErrorState::Resolved) {
        r.closedBy = u"ana"_s;
        r.closedAt = r.lastTryAt;
    }
    const qint64 kind = dice.below(17);
    if (kind < 13) {
        static const QStringList names{u"public.appointments"_s, u"public.notes"_s, u"public.invoices"_s};
        r.link = LinkName(u"clinic-billing"_s);
        r.table = TableName(names.at(dice.below(3)));
        r.keyJson = u"[\"%1\"]"_s.arg(58213 + dice.below(40000));
        r.code = ErrorCode::ForeignKeyViolation;
        r.message = u"The INSERT statement conflicted with the FOREIGN KEY constraint \"FK_%1_patient\"."_s.arg(
            r.table.value.mid(7));
        r.sqlState = u"23000"_s;
        r.constraint = u"FK_%1_patient"_s.arg(r.table.value.mid(7));
    } else if (kind < 16) {
        r.link = LinkName(u"archive"_s);
        r.table = TableName(u"public.notes"_s);
        r.keyJson = u"[\"%1\"]"_s.arg(91101 + dice.below(900));
        r.code = ErrorCode::ValueRefused;
        r.message = u"value too long for type character varying(120)"_s;
        r.sqlState = u"22001"_s;
        r.constraint = u"title"_s;
    } else {
        r.link = LinkName(u"archive"_s);
        r.table = TableName(u"public.patients"_s);
        r.keyJson = u"[]"_s;
        r.kind = ErrorClass::Schema;
        r.code = ErrorCode::ColumnMissing;
        r.message = u"column \"mrn\" of relation \"patients\" does not exist"_s;
        r.sqlState = u"42703"_s;
        r.constraint = u"mrn"_s;
    }
    return r;
}

ErrorDetail errorDetail(qint64 id, const QDateTime& at)
{
    ErrorDetail d;
    d.record = errorRecord(id, at);
    d.row = {{u"id"_s, d.record.keyJson.mid(2).chopped(d.record.keyJson.size() > 4 ? 2 : 0)},
             {u"patient_id"_s, u"8841"_s},
             {u"doctor_id"_s, u"17"_s},
             {u"starts_at"_s, u"2026-01-22 09:30:00+03"_s},
             {u"status"_s, u"booked"_s},
             {u"room"_s, u"B2"_s},
             {u"remark"_s, std::nullopt}};
    if (d.record.keyJson == "[]"_L1)
        d.row.clear();
    for (int i = 0; i < d.record.attempts; ++i)
        d.attempts.append({d.record.lastTryAt.addSecs(-i * 312), d.record.message});
    if (d.record.code == ErrorCode::ForeignKeyViolation)
        d.waitsBehind = {u"public.notes 91207"_s, u"public.notes 91208"_s, u"public.notes 91244"_s};
    return d;
}

QList<ConflictRecord> conflicts(const QDateTime& at)
{
    const QStringList keys{u"4c21-9f0e"_s, u"4c21-9f2a"_s, u"57902"_s, u"4c20-77b3"_s, u"90881"_s, u"4c1f-0a6d"_s};
    const QStringList names{u"public.patients"_s, u"public.patients"_s, u"public.appointments"_s,
                            u"public.patients"_s, u"public.notes"_s,    u"public.patients"_s};
    const QStringList classes{u"update_origin_differs"_s, u"update_origin_differs"_s, u"update_origin_differs"_s,
                              u"insert_exists"_s,         u"delete_origin_differs"_s, u"update_origin_differs"_s};
    QList<ConflictRecord> list;
    for (int i = 0; i < keys.size(); ++i) {
        ConflictRecord c;
        c.id = keys.size() - i;
        c.link = LinkName(i == 4 ? u"archive"_s : u"clinic-cloud"_s);
        c.table = TableName(names.at(i));
        c.keyJson = u"[\"%1\"]"_s.arg(keys.at(i));
        c.conflictClass = classes.at(i);
        c.policy = u"newest"_s;
        c.winner = i == 3 || i == 4 ? Side::A : Side::B;
        c.held = i == 2;
        c.policy = c.held ? u"manual"_s : c.policy;
        c.tie = i == 3;
        c.at = at.addSecs(-244 - i * 900);
        c.changedAtA = c.at.addMSecs(-2830);
        c.changedAtB = c.tie ? c.changedAtA : std::optional(c.at.addMSecs(-553));
        c.a = QList<NamedValue>{{u"id"_s, keys.at(i)},
                                {u"full_name"_s, u"Rima Haddad"_s},
                                {u"birth_date"_s, u"1987-04-19"_s},
                                {u"phone"_s, u"+963 944 118 207"_s},
                                {u"email"_s, u"rima.h@example.org"_s},
                                {u"insurance_no"_s, u"SY-80417-K"_s},
                                {u"blood_type"_s, std::nullopt},
                                {u"status"_s, u"active"_s},
                                {u"updated_at"_s, u"2026-01-22 07:38:11.93+00"_s}};
        c.b = c.a;
        (*c.b)[3].text = u"+963 933 502 640"_s;
        (*c.b)[6].text = u"O+"_s;
        (*c.b)[8].text = u"2026-01-22 07:38:14.207+00"_s;
        if (i == 4)
            c.b.reset();
        list.append(c);
    }
    return list;
}

CycleRecord cycle(qint64 number, const QDateTime& at)
{
    static const QStringList names{u"clinic-billing"_s, u"lab-results"_s, u"clinic-cloud"_s, u"archive"_s};
    Dice dice(static_cast<quint32>(number + 77));
    CycleRecord c;
    c.link = LinkName(names.at(dice.below(4)));
    c.startedAt = at.addMSecs(-number * 1700 - 900);
    c.duration = Milliseconds(20 + dice.below(900));
    c.forward = dice.below(500);
    c.reverse = c.link.value == "lab-results"_L1 || c.link.value == "archive"_L1 ? 0 : dice.below(40);
    c.trigger = static_cast<CycleRecord::Trigger>(dice.below(20) == 0 ? 2 : dice.below(2));
    if (dice.below(14) == 0)
        c.conflicts = 1 + dice.below(2);
    if (dice.below(9) == 0)
        c.errors = 1 + dice.below(3);
    if (dice.below(25) == 0) {
        Error e;
        e.kind = ErrorClass::Transient;
        e.code = ErrorCode::Unreachable;
        e.detail = u"could not receive data from server: Connection timed out"_s;
        e.place = u"clinic"_s;
        c.failure = e;
        c.forward = c.reverse = 0;
    }
    return c;
}

QList<Sample> samples(const SampleQuery& query, const QDateTime& at)
{
    QList<Sample> list;
    const qint64 step = std::max<qint64>(1, query.step.count());
    const qint64 last = at.toSecsSinceEpoch() / step * step;
    const qint64 count = query.span.count() / step;
    Dice dice(static_cast<quint32>(qHash(query.link.value, 5) & 0xffff) + 3);
    for (qint64 i = count - 1; i >= 0; --i) {
        const double where = static_cast<double>(count - i) / static_cast<double>(count);
        const double hill = std::exp(-std::pow((where - 0.65) / 0.05, 2));
        Sample s;
        s.at = QDateTime::fromSecsSinceEpoch(last - i * step, Qt::UTC);
        s.forward = 230 + 640 * hill + 80 * dice.next();
        s.reverse = 40 + 50 * std::exp(-std::pow((where - 0.5) / 0.07, 2)) + 20 * dice.next();
        s.cycleMs = 330 + 520 * hill + 130 * dice.next();
        s.cycleMeanMs = *s.cycleMs * 0.7;
        s.errors = dice.below(60) == 0 ? 1 + dice.below(4) : 0;
        s.conflicts = dice.below(90) == 0 ? 1 : 0;
        if (s.at.toSecsSinceEpoch() % 10 == 0) {
            s.canaryForwardMs = 5.0 + double(dice.below(60)) / 10;
            s.canaryReverseMs = 6.0 + double(dice.below(90)) / 10;
        }
        // The service was down here: no samples, a gap in the line.
        if (where > 0.30 && where < 0.33)
            continue;
        list.append(s);
    }
    return list;
}

} // namespace keel::sample
