// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <QString>

#include <chrono>
#include <vector>

namespace keel::sim {

/// What a seed expands to. Every choice is written down here before anything runs, so that leaving an action out does
/// not change the others: that is what makes shrinking work.
struct Options
{
    bool chain = false; ///< a-b-c instead of a-b
    ConflictPolicy policy = ConflictPolicy::Newest;
    int batchSize = 3;
    int keys = 4;                                 ///< per table
    std::chrono::microseconds grain{1};           ///< of the databases' clocks
    std::vector<std::chrono::microseconds> ahead; ///< per site
    bool brake = false; ///< no more than maxDeletes of a table in ten minutes without a person's word
    bool canary = false;
    bool serverCrashes = false; ///< a failing call is the end of a server, which comes back at once
    bool digests = false;
    bool bulk = false;
    bool outsideReader = false; ///< somebody else reads every journal, so that applied rows are journaled everywhere
    int touchingSite = -1;      ///< its BEFORE trigger rewrites the time column of table `plain`
    int echoingSite = -1;       ///< its AFTER trigger on `plain` writes the same key of `noted`
    bool usersBeforeSetup = false;

    [[nodiscard]] int sites() const { return chain ? 3 : 2; }
    [[nodiscard]] int links() const { return chain ? 2 : 1; }
};

/// The tables of every site.
enum Table { Plain, Coded, Parent, Child, Composite, Noted, TableCount };

inline constexpr int maxDeletes = 1;

/// Acts are numbered from here, so that their versions never meet those of the initial rows.
inline constexpr int firstActNumber = 300;

struct UserAct
{
    enum Verb { Write, Delete, ChangeKey, Swap, Poison, Moody, Nothing };
    enum End { Stay, Commit, RollBack };
    int number = 0; ///< versions are named after it
    int site = 0;
    int slot = 0; ///< which of the site's users: each has one transaction at a time
    Verb verb = Write;
    int table = 0;
    int key = 0;
    int otherKey = 0;
    int value = 0; ///< of the unique or the foreign key column
    End end = Commit;
    std::chrono::microseconds later{0}; ///< since the act before
};

/// Something that happens before the n-th call of a cycle.
struct Interrupt
{
    /// Race: a user inserts a row that the cycle is about to insert, between its check and its write.
    enum Kind { Crash, Fail, LoseReply, User, Stop, Race };
    int step = 1;
    Kind kind = Crash;
    UserAct user;
};

struct Action
{
    /// Decide: a person decides one of the link's conflicts.
    enum Kind { User, Cycle, Housekeeping, Wait, Decide };
    Kind kind = User;
    UserAct user;
    int link = 0;
    bool forward = true;
    bool reverse = true;
    std::chrono::minutes wait{0};
    int pick = 0;   ///< which conflict, of those that there are
    int choice = 0; ///< what is decided
    std::vector<Interrupt> interrupts;
};

struct InitialRow
{
    int table = 0;
    int key = 0;
    int value = 0;
    int sites = 0;     ///< bit set
    bool same = false; ///< the same version everywhere
};

struct Plan
{
    quint64 seed = 0;
    Options options;
    std::vector<InitialRow> initial;
    std::vector<Action> actions;
};

[[nodiscard]] Plan makePlan(quint64 seed);
/// The same under policy merge or manual, with clocks minutes apart and people who decide conflicts. Of its own, so
/// that the seeds that found bugs go on meaning what they meant.
[[nodiscard]] Plan makeDecisionsPlan(quint64 seed);
/// The same with probe rows in every cycle. Of its own, since they take calls, and faults are counted by calls.
[[nodiscard]] Plan makeCanaryPlan(quint64 seed);
/// The same with servers that crash. Of its own, since it takes calls to make sure of their disks.
[[nodiscard]] Plan makeServerCrashPlan(quint64 seed);
/// Operations (user acts and cycles) and faults (crashes, failing calls, lost replies) in the plan.
[[nodiscard]] int operationsOf(const Plan& plan);

[[nodiscard]] QString toText(const Options& options);
[[nodiscard]] QString toText(const UserAct& act);
/// One line an action, the interrupts indented below.
[[nodiscard]] QString toText(const Plan& plan);

} // namespace keel::sim
