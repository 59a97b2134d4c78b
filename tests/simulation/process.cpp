// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/process.h"

#include <algorithm>
#include <cstring>

namespace keel::sim {

namespace {

constexpr std::size_t entriesToCompare = 64;
/// The checkpoint that holds a journal's cursor; others hold positions of the initial comparison and the like.
const QString mainLane = QStringLiteral("*");

/// Whoever decides takes the incoming row when the times are equal: what a missing tie-break comes to.
Decide undecided()
{
    return [side = Side::B](ConflictPolicy policy, TimeUs a, TimeUs b, const ClockDifference& clocks) mutable {
        Verdict verdict = decide(policy, a, b, clocks);
        if (verdict.tie) {
            verdict.winner = side;
            side = side == Side::A ? Side::B : Side::A;
        }
        return verdict;
    };
}

} // namespace

Process::Process(World& world, const Options& options, const PlantedBugs& bugs, Findings& findings)
    : m_world(world), m_options(options), m_bugs(bugs), m_findings(findings),
      m_book(world.clock, *this,
             {.failed = [this](const ErrorDraft& draft) { return failed(draft); },
              .decided = [this](const ConflictDraft& draft) { decided(draft); },
              .held = [this](const ConflictDraft& draft) { held(draft); },
              .released = [this](const StoredConflict& conflict) { released(conflict); },
              .asNow = [this](StoredConflict& conflict) { asNow(conflict); }},
             bugs),
      m_state(*this), m_brake(*this, bugs), m_runners(static_cast<std::size_t>(options.links()))
{
    for (int link = 0; link < options.links(); ++link)
        m_seen.push_back(std::make_shared<SeenVersions>());
    m_canaries.assign(m_runners.size(), CanaryWatch(std::chrono::seconds(1)));
    world.engineCommitted = [this](int site, const FakeDatabase::Transaction& t) { committed(site, t); };
}

LinkConfig Process::configOf(int link) const
{
    LinkConfig config;
    config.place = QStringLiteral("links[%1]").arg(link);
    config.name = linkName(link);
    config.a = EndpointName(m_world.site(siteOf(link, Side::A)).name());
    config.b = EndpointName(m_world.site(siteOf(link, Side::B)).name());
    config.batchSize = m_options.batchSize;
    config.conflict = m_options.policy;
    config.brake = {.maxDeletes = maxDeletes, .maxDeletePercent = 100, .minDeletes = 1000};
    config.canaryEvery = std::chrono::seconds(m_options.canary ? 1 : 0);
    for (const FakeTable& table : m_world.site(0).tables()) {
        if (config.tables.size() == TableCount)
            break; // what setup made
        TableConfig t;
        t.place = QStringLiteral("%1.tables[%2]").arg(config.place).arg(config.tables.size());
        t.a = t.b = table.schema.name;
        if (config.tables.size() == Plain && m_options.touchingSite >= 0)
            t.ignore = {QStringLiteral("at")};
        config.tables.push_back(std::move(t));
    }
    return config;
}

Result<void> Process::open(int link)
{
    const auto i = static_cast<std::size_t>(link);
    Runner& runner = m_runners[i];
    if (runner.link)
        return {};
    FakeDatabase& a = m_world.site(siteOf(link, Side::A));
    FakeDatabase& b = m_world.site(siteOf(link, Side::B));
    const bool ownClock = m_options.ahead != std::vector<std::chrono::microseconds>(3);
    const FakeStoreOptions options{.ownClock = ownClock,
                                   .bulkFormat = m_options.bulk ? "lines" : QByteArray(),
                                   .digestFormat = m_options.digests ? "md5" : QByteArray()};
    runner.a = std::make_unique<FakeStore>(a, Side::A, *this, m_seen[i], options, m_bugs);
    runner.b = std::make_unique<FakeStore>(b, Side::B, *this, m_seen[i], options, m_bugs);
    runner.link = std::make_unique<LinkRunner>(
        configOf(link), LinkRunner::Parts{.a = *runner.a,
                                          .b = *runner.b,
                                          .book = m_book,
                                          .state = m_state,
                                          .clock = m_world.clock,
                                          .decide = m_bugs.noTieBreak ? undecided() : Decide(keel::decide),
                                          .brake = m_options.brake ? &m_brake : nullptr});
    KEEL_TRY(runner.link->bind());
    KEEL_TRY(runner.link->setup());
    return runner.link->open();
}

void Process::drop(int link)
{
    Runner& runner = m_runners[static_cast<std::size_t>(link)];
    runner.link.reset();
    runner.a.reset();
    runner.b.reset();
}

void Process::reconnect()
{
    for (int link = 0; link < m_options.links(); ++link)
        drop(link);
}

void Process::die()
{
    reconnect();
    m_canaries.assign(m_canaries.size(), CanaryWatch(std::chrono::seconds(1)));
    m_book.crash();
    m_state.crash();
    m_brake.crash();
}

bool Process::attempt(int link, std::span<const Interrupt> interrupts,
                      const std::function<Result<void>(LinkRunner&)>& work)
{
    m_interrupts = interrupts;
    m_nextInterrupt = 0;
    m_step = 0;
    m_loseReply = false;
    m_race = nullptr;
    m_decisions.clear();
    m_link = link;
    m_lateRecords = false;
    m_stop = std::stop_source();
    bool well = false;
    try {
        auto done = open(link);
        if (done)
            done = work(*m_runners[static_cast<std::size_t>(link)].link);
        well = done.has_value();
        if (!done) {
            m_findings.log([&] { return QStringLiteral("  link %1 failed: %2").arg(link).arg(toText(done.error())); });
            if (!done.error().isTransient())
                m_findings.fail("error", toText(done.error()));
            drop(link);
            m_book.crash();
        }
        m_book.writeLate();
    } catch (const SimulatedCrash&) {
        m_findings.log([] { return QStringLiteral("  the process died"); });
        die();
    }
    // What did not find its call happens afterwards, so that no act of a user is left out.
    for (const Interrupt& rest : interrupts.subspan(m_nextInterrupt)) {
        if (rest.kind == Interrupt::User)
            m_world.perform(rest.user);
    }
    m_interrupts = {};
    return well;
}

std::optional<CycleReport> Process::cycle(int link, const CycleOptions& options, std::span<const Interrupt> interrupts)
{
    std::optional<CycleReport> report;
    decideBrake(link);
    attempt(link, interrupts, [&](LinkRunner& runner) -> Result<void> {
        CycleOptions stoppable = options;
        stoppable.stop = m_stop.get_token();
        KEEL_TRY(writeProbes(link, runner, false));
        auto done = runner.cycle(stoppable);
        if (!done)
            return fail(std::move(done).error());
        takeProbes(link, *done, runner);
        for (const Error& error : done->tableErrors)
            m_findings.fail("error", toText(error));
        report = std::move(*done);
        return {};
    });
    return report;
}

void Process::housekeeping(int link, std::span<const Interrupt> interrupts)
{
    attempt(link, interrupts, [](LinkRunner& runner) { return runner.housekeeping(); });
}

void Process::ask(int link, bool& saysEqual, bool& saysDrained)
{
    attempt(link, {}, [&](LinkRunner& runner) -> Result<void> {
        KEEL_TRY(writeProbes(link, runner, true)); // nothing of what follows may know of it
        const auto compared = runner.compare({}, {}, false);
        if (!compared)
            return fail(compared.error());
        const auto pending = runner.pending();
        if (!pending)
            return fail(pending.error());
        const auto plan = runner.plan();
        if (!plan)
            return fail(plan.error());
        saysEqual = compared->equal();
        saysDrained = plan->forward.rows() + plan->reverse.rows() == 0;
        for (const TablePending& table : pending->tables)
            saysDrained = saysDrained && table.forward == 0 && table.reverse == 0;
        return {};
    });
}

Fault Process::before(const char* place, const char* call)
{
    ++m_step;
    ++m_counts.calls;
    m_findings.log([&] {
        return QStringLiteral("  %1 %2.%3").arg(m_step).arg(QLatin1StringView(place), QLatin1StringView(call));
    });
    bool fails = false;
    while (m_nextInterrupt < m_interrupts.size() && m_interrupts[m_nextInterrupt].step <= m_step)
        interrupt(m_interrupts[m_nextInterrupt++], fails);
    if (m_lateRecords) {
        m_lateRecords = false;
        m_book.writeLate();
    }
    if (m_race && std::strcmp(call, "write") == 0)
        race(place);
    if (fails)
        return Fault::Fails;
    if (m_loseReply && std::strcmp(call, "commit") == 0) {
        m_loseReply = false;
        ++m_counts.faults;
        m_findings.log([] { return QStringLiteral("    the reply will be lost"); });
        return Fault::ReplyLost;
    }
    return Fault::None;
}

void Process::interrupt(const Interrupt& interrupt, bool& fails)
{
    switch (interrupt.kind) {
    case Interrupt::User:
        return m_world.perform(interrupt.user);
    case Interrupt::Stop:
        m_stop.request_stop();
        return;
    case Interrupt::Race:
        m_race = &interrupt.user;
        return;
    case Interrupt::LoseReply:
        m_loseReply = true;
        return;
    case Interrupt::Fail:
        ++m_counts.faults;
        if (m_options.serverCrashes) {
            const int site = interrupt.step % m_world.sites();
            m_world.crashServer(site);
            return serverCrashed(site);
        }
        fails = true;
        return;
    case Interrupt::Crash:
        ++m_counts.faults;
        throw SimulatedCrash();
    }
}

void Process::race(const char* place)
{
    const auto& absent = m_seen[static_cast<std::size_t>(m_link)]->absent;
    if (absent.empty())
        return;
    UserAct act = *std::exchange(m_race, nullptr);
    act.site = place[0] - 'a';
    act.verb = UserAct::Write;
    act.table = absent.front().table;
    act.key = World::keyNumber(act.table, absent.front().key);
    act.end = UserAct::Commit;
    m_world.perform(act);
}

int Process::versionIn(const LinkName& link, Side side, const TableName& table, const Key& key,
                       const std::optional<Row>& row)
{
    const int index = m_world.site(0).tableIndex(table);
    if (row)
        return m_world.checkContent(index, *row, "a record");
    for (int i = 0; i < m_options.links(); ++i) {
        if (linkName(i) == link)
            return m_seen[static_cast<std::size_t>(i)]->of(side)[{index, key}];
    }
    return 0;
}

int Process::failed(const ErrorDraft& draft)
{
    ++m_counts.refusals;
    const int version = versionIn(draft.link, sourceOf(draft.direction), draft.table, draft.entry.key, draft.row);
    m_findings.log([&] {
        return QStringLiteral("    %1 %2: %3 of %4 is recorded%5: %6")
            .arg(draft.link.value, keel::toText(draft.direction), m_world.ledger.describe(version), draft.table.value,
                 draft.waiting ? QStringLiteral(" as waiting") : QString(), draft.error.detail);
    });
    return version;
}

void Process::decided(const ConflictDraft& draft)
{
    ++m_counts.conflicts;
    const int a = versionIn(draft.link, Side::A, draft.table, draft.key, draft.a);
    const int b = versionIn(draft.link, Side::B, draft.table, draft.key, draft.b);
    const bool aWins = draft.winner == Side::A;
    const QString what = QStringLiteral("%1 %2 %3 %4: %5 against %6, %7 wins")
                             .arg(draft.link.value, draft.conflictClass, draft.table.value, keyToJson(draft.key),
                                  m_world.ledger.describe(a), m_world.ledger.describe(b),
                                  aWins ? QStringLiteral("a") : QStringLiteral("b"));
    m_findings.log([&] { return QStringLiteral("    ") + what; });
    m_world.ledger.addLoser(aWins ? b : a);
    const Version* versionA = m_world.ledger.find(a);
    const Version* versionB = m_world.ledger.find(b);
    if (!versionA || !versionB || draft.policy == QLatin1StringView("initial"))
        return;
    // A user's trigger that writes a row which the same batch carries leaves an entry that looks like a rival: a known
    // limit, nothing is lost by it.
    if (m_options.echoingSite >= 0 && draft.table == m_world.site(0).table(Noted).schema.name)
        return;
    if (m_decidedRows.contains({m_world.site(0).tableIndex(draft.table), draft.key}))
        return;
    checkMerge(draft, *versionA);
    const bool related = m_world.ledger.descends(a, b) || m_world.ledger.descends(b, a);
    // An initial row that stood on two sites has not travelled from one to the other: a relayed copy of it and an edit
    // of the other copy are rivals as far as anybody can know.
    // Nor is a merged row the version that its number tells: it also holds columns of the other.
    if (draft.result)
        m_mergedRows.insert({m_world.site(0).tableIndex(draft.table), draft.key});
    const bool merged = m_mergedRows.contains({m_world.site(0).tableIndex(draft.table), draft.key});
    const bool coincided = merged || World::isInitial(a) || World::isInitial(b);
    if (related && !coincided)
        m_findings.fail("false conflict", what);
    checkPolicy(draft, *versionA, *versionB);
    for (int link = 0; link < m_options.links(); ++link) {
        if (linkName(link) == draft.link)
            m_decisions.push_back({.site = siteOf(link, targetOf(draft.direction)),
                                   .id = {m_world.site(0).tableIndex(draft.table), draft.key},
                                   .winner = aWins ? a : b,
                                   .merged = draft.result});
    }
}

void Process::checkDecisions(int site)
{
    for (const Decision& decision : std::exchange(m_decisions, {})) {
        const StoredRow* row = m_world.site(decision.site).find(0, decision.id.table, decision.id.key);
        const Version* winner = m_world.ledger.find(decision.winner);
        // Or a descendant: a row that is gone cannot be locked, and a user may have made it anew meanwhile.
        const bool stands =
            row && winner && (m_world.ledger.descends(row->version, decision.winner) || (row->gone && winner->gone));
        const StoredRow merged{.row = decision.merged.value_or(Row()), .version = decision.winner};
        if (decision.site == site && decision.merged && row && row->version == decision.winner &&
            !m_world.sameRow(decision.id.table, row, &merged))
            m_findings.fail("merge", QStringLiteral("%1 %2: not the merged row that was recorded stands there")
                                         .arg(m_world.site(site).table(decision.id.table).schema.name.value,
                                              keyToJson(decision.id.key)));
        if (decision.site == site && !stands)
            m_findings.fail("conflict log",
                            QStringLiteral("%1 %2: %3 is recorded as the winner, but %4 stands there")
                                .arg(m_world.site(site).table(decision.id.table).schema.name.value,
                                     keyToJson(decision.id.key), m_world.ledger.describe(decision.winner),
                                     m_world.ledger.describe(row ? row->version : 0)));
    }
}

void Process::checkPolicy(const ConflictDraft& draft, const Version& a, const Version& b)
{
    Side expected = m_options.policy == ConflictPolicy::BWins ? Side::B : Side::A;
    if (decidesByTime(m_options.policy)) {
        if (!a.covered || !b.covered)
            return; // who is right depends on when the row was loaded
        // Clocks differ by minutes; how well that could be measured depends on what happened meanwhile.
        const bool clocksDiffer = m_options.ahead != std::vector<std::chrono::microseconds>(3);
        const auto trueTime = [&](const Version& v) {
            return v.born - m_options.ahead[static_cast<std::size_t>(v.site)];
        };
        if (clocksDiffer && std::chrono::abs(trueTime(b) - trueTime(a)) < std::chrono::minutes(1))
            return;
        expected = trueTime(b) > trueTime(a) ? Side::B : Side::A;
    }
    if (draft.winner != expected)
        m_findings.fail("wrong winner", QStringLiteral("%1 %2: a was born at %3, b at %4, policy %5")
                                            .arg(draft.table.value, keyToJson(draft.key))
                                            .arg(a.born.time_since_epoch().count())
                                            .arg(b.born.time_since_epoch().count())
                                            .arg(keel::toText(m_options.policy)));
}

void Process::serverCrashed(int site)
{
    for (auto& [where, known] : m_checkpoints) {
        if (where.first == site)
            known = m_world.site(site).checkpoints[where.second];
    }
}

void Process::committed(int site, const FakeDatabase::Transaction& transaction)
{
    m_lateRecords = true;
    checkHeld(site, transaction);
    checkDecisions(site);
    checkBrake(site, transaction);
    for (const auto& [id, cursor] : transaction.checkpoints) {
        Cursor& known = m_checkpoints[{site, id}];
        const auto before = SnapshotCursor::fromText(known.text);
        const auto after = SnapshotCursor::fromText(cursor.text);
        known = cursor;
        m_world.covered = m_world.covered || allLinksHaveCursors();
        if (!before || !after || id.lane != mainLane)
            continue;
        const int link = id.link == linkName(0) ? 0 : 1;
        const auto& journal = m_world.site(siteOf(link, sourceOf(id.direction))).journal();
        const std::size_t from = journal.size() > entriesToCompare ? journal.size() - entriesToCompare : 0;
        for (std::size_t i = from; i < journal.size(); ++i) {
            const qint64 sequence = journal[i].entry.sequence;
            if (before->isDone(journal[i].xid, sequence) && !after->isDone(journal[i].xid, sequence))
                m_findings.fail("cursor went back", QStringLiteral("%1 %2: entry %3 was done and is not")
                                                        .arg(id.link.value, keel::toText(id.direction))
                                                        .arg(sequence));
        }
    }
}

/// Somebody looks now and then, and lets pass what is held: then everything else that is promised still holds.
void Process::decideBrake(int link)
{
    for (const BrakeHold& hold : m_brake.all()) {
        if (m_decided.contains(hold.plan.id) && hold.plan.state == BrakeState::Held)
            m_findings.fail("decision", QStringLiteral("plan %1 of the brake waits again").arg(hold.plan.id));
    }
    if (++m_cycles % 3 == 0)
        return;
    m_brake.decideAll(linkName(link), BrakeState::Accepted);
    for (const BrakeHold& hold : m_brake.all()) {
        if (hold.plan.state == BrakeState::Accepted)
            m_decided.insert(hold.plan.id);
    }
    m_counts.brakes = static_cast<int>(m_decided.size());
}

void Process::checkBrake(int site, const FakeDatabase::Transaction& transaction)
{
    if (!m_options.brake || m_deciding) // a person decides that deletion
        return;
    const Direction direction = site == siteOf(m_link, Side::B) ? Direction::Forward : Direction::Reverse;
    for (const auto& [id, stored] : transaction.writes) {
        const TableName& name = m_world.site(site).table(id.table).schema.name;
        const bool decided = std::ranges::any_of(m_brake.all(), [&](const BrakeHold& hold) {
            return hold.plan.link == linkName(m_link) && hold.plan.table == name && hold.plan.direction == direction &&
                   hold.plan.state == BrakeState::Accepted;
        });
        if (!stored.gone || decided)
            continue;
        const TimeUs now = m_world.clock.now();
        m_deleted.push_back({.site = site, .link = m_link, .table = id.table, .at = now});
        // A minute less than the brake looks back, since it looked before this commit.
        const auto recent = std::ranges::count_if(m_deleted, [&](const Deleted& d) {
            return d.site == site && d.link == m_link && d.table == id.table && d.at > now - std::chrono::minutes(9);
        });
        if (recent > maxDeletes)
            m_findings.fail("brake", QStringLiteral("%1 rows of %2 were deleted in %3 without a decision")
                                         .arg(recent)
                                         .arg(name.value, m_world.site(site).name()));
    }
}

bool Process::allLinksHaveCursors() const
{
    for (int link = 0; link < m_options.links(); ++link) {
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            if (!m_checkpoints.contains({siteOf(link, targetOf(direction)), {linkName(link), direction, mainLane}}))
                return false;
        }
    }
    return true;
}

std::vector<int> Process::mergedDeletions() const
{
    std::vector<int> merged;
    for (const auto& seen : m_seen)
        merged.insert(merged.end(), seen->bothGone.begin(), seen->bothGone.end());
    return merged;
}

} // namespace keel::sim
