// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/plan.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <random>

namespace keel::sim {

using namespace std::chrono_literals;

namespace {

constexpr std::array tableNames{"plain", "coded", "parent", "child", "composite", "noted"};

/// The distributions of <random> differ between libraries; a seed must mean the same everywhere.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_engine(seed) {}
    [[nodiscard]] int below(int n) { return static_cast<int>(m_engine() % static_cast<quint64>(n)); }
    [[nodiscard]] int between(int low, int high) { return low + below(high - low + 1); }
    [[nodiscard]] bool oneIn(int n) { return below(n) == 0; }
    [[nodiscard]] bool percent(int n) { return below(100) < n; }

private:
    std::mt19937_64 m_engine;
};

Options makeOptions(Dice& dice)
{
    Options options;
    options.chain = dice.percent(40);
    options.policy = std::array{ConflictPolicy::Newest, ConflictPolicy::Newest, ConflictPolicy::AWins,
                                ConflictPolicy::BWins}[static_cast<std::size_t>(dice.below(4))];
    options.batchSize = dice.between(1, 5);
    options.keys = dice.between(2, 6);
    if (dice.percent(30))
        options.grain = 10s; // many ties
    options.ahead.assign(3, 0us);
    if (dice.percent(25))
        options.ahead[static_cast<std::size_t>(dice.below(3))] = std::chrono::seconds(dice.between(-600, 600));
    options.digests = dice.percent(50);
    options.bulk = dice.percent(50);
    options.outsideReader = dice.percent(40);
    if (dice.percent(25))
        options.touchingSite = dice.below(options.sites());
    if (dice.percent(15))
        options.echoingSite = dice.below(options.sites());
    options.usersBeforeSetup = dice.percent(25);
    return options;
}

class Planner
{
public:
    explicit Planner(quint64 seed) : m_dice(seed)
    {
        m_plan.seed = seed;
        m_plan.options = makeOptions(m_dice);
        m_plan.options.brake = seed % 3 == 0; // without the dice, so that older seeds mean what they meant
    }

    Plan make()
    {
        makeInitialRows();
        const int operations = m_dice.between(200, 400);
        for (int i = 0; i < operations; ++i)
            m_plan.actions.push_back(m_dice.percent(60) ? userAction() : otherAction());
        return std::move(m_plan);
    }

private:
    void makeInitialRows()
    {
        for (int table = 0; table < TableCount; ++table) {
            for (int key = 0; key < m_plan.options.keys; ++key) {
                if (m_dice.percent(45))
                    continue;
                m_plan.initial.push_back({.table = table,
                                          .key = key,
                                          .value = m_dice.below(m_plan.options.keys + 2),
                                          .sites = m_dice.between(1, (1 << m_plan.options.sites()) - 1),
                                          .same = m_dice.percent(60)});
            }
        }
    }

    Action userAction()
    {
        Action action;
        action.kind = Action::User;
        action.user = userAct();
        return action;
    }

    UserAct userAct()
    {
        static constexpr std::array verbs{UserAct::Write,  UserAct::Write,     UserAct::Write, UserAct::Write,
                                          UserAct::Delete, UserAct::ChangeKey, UserAct::Swap,  UserAct::Nothing};
        UserAct act;
        act.number = ++m_acts + firstActNumber;
        act.site = m_dice.below(m_plan.options.sites());
        act.slot = m_dice.below(3);
        act.verb = verbs[static_cast<std::size_t>(m_dice.below(static_cast<int>(verbs.size())))];
        if (m_dice.percent(4))
            act.verb = m_dice.oneIn(2) ? UserAct::Poison : UserAct::Moody;
        act.table = m_dice.below(TableCount);
        act.key = m_dice.below(m_plan.options.keys);
        act.otherKey = m_dice.below(m_plan.options.keys);
        act.value = m_dice.below(m_plan.options.keys + 2);
        act.end = m_dice.percent(65) ? UserAct::Commit : m_dice.percent(80) ? UserAct::Stay : UserAct::RollBack;
        act.later = m_dice.oneIn(3) ? std::chrono::microseconds(m_dice.below(3))
                                    : std::chrono::microseconds(m_dice.below(8'000'000));
        return act;
    }

    Action otherAction()
    {
        Action action;
        action.link = m_dice.below(m_plan.options.links());
        if (m_dice.percent(4)) {
            action.kind = Action::Wait;
            action.wait = std::chrono::minutes(m_dice.between(1, 90));
            return action;
        }
        action.kind = m_dice.percent(6) ? Action::Housekeeping : Action::Cycle;
        if (m_dice.percent(40)) {
            action.forward = m_dice.oneIn(2);
            action.reverse = !action.forward;
        }
        if (m_dice.percent(50))
            return action;
        const int interrupts = m_dice.between(1, 4);
        for (int i = 0; i < interrupts; ++i)
            action.interrupts.push_back(interrupt());
        std::ranges::stable_sort(action.interrupts, {}, &Interrupt::step);
        return action;
    }

    Interrupt interrupt()
    {
        Interrupt interrupt;
        interrupt.step = m_dice.oneIn(2) ? m_dice.between(1, 15) : m_dice.between(1, 60);
        const int kind = m_dice.below(100);
        interrupt.kind = kind < 15   ? Interrupt::Crash
                         : kind < 27 ? Interrupt::Fail
                         : kind < 37 ? Interrupt::LoseReply
                         : kind < 42 ? Interrupt::Stop
                         : kind < 50 ? Interrupt::Race
                                     : Interrupt::User;
        if (interrupt.kind == Interrupt::User || interrupt.kind == Interrupt::Race)
            interrupt.user = userAct();
        return interrupt;
    }

    Dice m_dice;
    Plan m_plan;
    int m_acts = 0;
};

QString siteName(int site)
{
    return QString(QLatin1Char(static_cast<char>('a' + site)));
}

} // namespace

Plan makePlan(quint64 seed)
{
    return Planner(seed).make();
}

Plan makeCanaryPlan(quint64 seed)
{
    Plan plan = makePlan(seed);
    plan.options.canary = true;
    return plan;
}

Plan makeServerCrashPlan(quint64 seed)
{
    Plan plan = makePlan(seed);
    plan.options.serverCrashes = true;
    // Somebody takes a number and gives it back, a cycle reads and may be stopped on its way, and at the next one's
    // first calls a server is gone.
    Dice dice(seed * 104'729 + 1);
    std::vector<Action> actions;
    bool crash = false;
    for (Action& action : plan.actions) {
        if (action.kind != Action::Cycle) {
            actions.push_back(std::move(action));
            continue;
        }
        if (crash)
            action.interrupts.insert(action.interrupts.begin(),
                                     {.step = dice.between(1, plan.options.sites()), .kind = Interrupt::Fail});
        crash = dice.percent(30);
        if (crash) {
            Action taken{.kind = Action::User};
            taken.user.site = dice.below(plan.options.sites());
            taken.user.slot = dice.below(3);
            taken.user.verb = UserAct::Nothing;
            taken.user.end = UserAct::RollBack;
            actions.push_back(std::move(taken));
        }
        const bool stops = crash && dice.oneIn(2);
        if (stops) { // between two batches; and the source forgets what it was told is done
            action.interrupts = {{.step = dice.between(5, 30), .kind = Interrupt::Stop}};
            action.forward = action.reverse = true;
        }
        Action after{.kind = Action::Housekeeping, .link = action.link};
        actions.push_back(std::move(action));
        if (stops)
            actions.push_back(std::move(after));
    }
    plan.actions = std::move(actions);
    return plan;
}

Plan makeDecisionsPlan(quint64 seed)
{
    Plan plan = makePlan(seed);
    Dice dice(seed * 7919 + 1);
    plan.options.policy =
        std::array{ConflictPolicy::Manual, ConflictPolicy::Manual, ConflictPolicy::Merge, ConflictPolicy::Merge,
                   ConflictPolicy::Newest}[static_cast<std::size_t>(dice.below(5))];
    plan.options.ahead.assign(3, 0us);
    if (dice.percent(50))
        plan.options.ahead[static_cast<std::size_t>(dice.below(3))] = std::chrono::minutes(dice.between(-9, 9));
    plan.options.echoingSite = -1;
    plan.options.brake = false; // what a person decides is deleted is not counted by its check
    std::vector<Action> actions;
    for (Action& action : plan.actions) {
        Action decide{.kind = Action::Decide, .link = action.link};
        decide.pick = dice.below(1000);
        decide.choice = dice.below(8);
        // Faults only: a user's act has a number of its own and happens once.
        for (const Interrupt& interrupt : action.interrupts) {
            if (interrupt.kind == Interrupt::Crash || interrupt.kind == Interrupt::Fail ||
                interrupt.kind == Interrupt::LoseReply)
                decide.interrupts.push_back(interrupt);
        }
        actions.push_back(std::move(action));
        if (dice.percent(10))
            actions.push_back(std::move(decide));
    }
    plan.actions = std::move(actions);
    return plan;
}

int operationsOf(const Plan& plan)
{
    int count = 0;
    for (const Action& action : plan.actions)
        count += 1 + static_cast<int>(std::ranges::count(action.interrupts, Interrupt::User, &Interrupt::kind));
    return count;
}

QString toText(const Options& o)
{
    QStringList ahead;
    for (const auto& offset : o.ahead)
        ahead.append(QString::number(offset.count()));
    return QStringLiteral("topology=%1 policy=%2 batch=%3 keys=%4 grain=%5us ahead=%6us digests=%7 bulk=%8 "
                          "outsideReader=%9 touching=%10 echoing=%11 usersBeforeSetup=%12 canary=%13 serverCrashes=%14")
        .arg(o.chain ? QStringLiteral("chain") : QStringLiteral("pair"), keel::toText(o.policy))
        .arg(o.batchSize)
        .arg(o.keys)
        .arg(o.grain.count())
        .arg(ahead.join(QLatin1Char(',')))
        .arg(o.digests)
        .arg(o.bulk)
        .arg(o.outsideReader)
        .arg(o.touchingSite)
        .arg(o.echoingSite)
        .arg(o.usersBeforeSetup)
        .arg(o.canary)
        .arg(o.serverCrashes);
}

QString toText(const UserAct& act)
{
    static constexpr std::array verbs{"write", "delete", "change key", "swap", "poison", "moody", "nothing"};
    static constexpr std::array ends{"stays open", "commits", "rolls back"};
    return QStringLiteral("user %1%2 #%3: %4 %5 key %6 (other %7, value %8), %9, %10 us later")
        .arg(siteName(act.site))
        .arg(act.slot)
        .arg(act.number)
        .arg(QLatin1StringView(verbs[static_cast<std::size_t>(act.verb)]),
             QLatin1StringView(tableNames[static_cast<std::size_t>(act.table)]))
        .arg(act.key)
        .arg(act.otherKey)
        .arg(act.value)
        .arg(QLatin1StringView(ends[static_cast<std::size_t>(act.end)]))
        .arg(act.later.count());
}

QString toText(const Plan& plan)
{
    static constexpr std::array kinds{"crash", "failing call", "lost reply", "user", "stop", "race"};
    QStringList lines{QStringLiteral("seed %1: %2").arg(plan.seed).arg(toText(plan.options))};
    for (const InitialRow& row : plan.initial)
        lines.append(QStringLiteral("initial %1 key %2 value %3 sites %4 same %5")
                         .arg(QLatin1StringView(tableNames[static_cast<std::size_t>(row.table)]))
                         .arg(row.key)
                         .arg(row.value)
                         .arg(row.sites)
                         .arg(row.same));
    for (const Action& action : plan.actions) {
        if (action.kind == Action::User)
            lines.append(toText(action.user));
        else if (action.kind == Action::Wait)
            lines.append(QStringLiteral("wait %1 min").arg(action.wait.count()));
        else if (action.kind == Action::Decide)
            lines.append(QStringLiteral("decision %1 about conflict %2 of link %3")
                             .arg(action.choice)
                             .arg(action.pick)
                             .arg(action.link));
        else
            lines.append(
                QStringLiteral("%1 of link %2%3%4")
                    .arg(action.kind == Action::Cycle ? QStringLiteral("cycle") : QStringLiteral("housekeeping"))
                    .arg(action.link)
                    .arg(action.forward ? QStringLiteral(" forward") : QString(),
                         action.reverse ? QStringLiteral(" reverse") : QString()));
        for (const Interrupt& interrupt : action.interrupts)
            lines.append(QStringLiteral("    before call %1: %2")
                             .arg(interrupt.step)
                             .arg(interrupt.kind == Interrupt::User
                                      ? toText(interrupt.user)
                                      : QString::fromLatin1(kinds[static_cast<std::size_t>(interrupt.kind)])));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace keel::sim
