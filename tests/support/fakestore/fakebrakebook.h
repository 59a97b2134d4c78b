// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/records/brakebook.h"
#include "tests/support/fakestore/hook.h"
#include "tests/support/fakestore/plantedbugs.h"

#include <map>
#include <tuple>

namespace keel {

/// The brake's part of history.db in memory: what a call has returned from outlives a SimulatedCrash.
class FakeBrakeBook final : public BrakeBook
{
public:
    explicit FakeBrakeBook(FaultHook& hook, PlantedBugs bugs = {}) : m_hook(hook), m_bugs(bugs) {}

    /// A person decides every held plan of the link.
    void decideAll(const LinkName& link, BrakeState state);
    [[nodiscard]] const std::vector<BrakeHold>& all() const { return m_holds; }
    /// The process died (for the planted bugs).
    void crash();

    [[nodiscard]] Result<void> hold(const BrakeHold& hold) override;
    [[nodiscard]] Result<std::vector<BrakeHold>> holds(const LinkName& link) override;
    [[nodiscard]] Result<void> finish(qint64 id) override;
    [[nodiscard]] Result<void> noteDeletes(const LinkName& link, const TableName& onA, Direction direction, TimeUs at,
                                           qint64 deletes) override;
    [[nodiscard]] Result<std::vector<Recent>> recentDeletes(const LinkName& link, TimeUs since) override;
    [[nodiscard]] Result<std::optional<QString>> knownSide(const LinkName& link, Side side) override;
    [[nodiscard]] Result<void> setKnownSide(const LinkName& link, Side side, const QString& identity) override;

private:
    struct Noted
    {
        LinkName link;
        TableName onA;
        Direction direction = Direction::Forward;
        TimeUs at{};
        qint64 deletes = 0;
    };
    [[nodiscard]] Result<void> enter(const char* call);

    FaultHook& m_hook;
    PlantedBugs m_bugs;
    std::vector<BrakeHold> m_holds; ///< also those that are done
    std::vector<Noted> m_noted;
    std::map<std::pair<LinkName, Side>, QString> m_sides;
};

} // namespace keel
