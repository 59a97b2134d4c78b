// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestore/fakebrakebook.h"

#include <algorithm>

namespace keel {

Result<void> FakeBrakeBook::enter(const char* call)
{
    if (m_hook.before("brake", call) == Fault::None)
        return {};
    return fail(
        {.kind = ErrorClass::Transient, .code = ErrorCode::Busy, .detail = QStringLiteral("database is locked")});
}

void FakeBrakeBook::decideAll(const LinkName& link, BrakeState state)
{
    for (BrakeHold& hold : m_holds) {
        if (hold.plan.link == link && hold.plan.state == BrakeState::Held)
            hold.plan.state = state;
    }
}

void FakeBrakeBook::crash()
{
    if (m_bugs.recentForgotten)
        m_noted.clear();
    for (BrakeHold& hold : m_holds) {
        if (m_bugs.decisionForgotten && hold.plan.state != BrakeState::Done)
            hold.plan.state = BrakeState::Held;
    }
}

Result<void> FakeBrakeBook::hold(const BrakeHold& hold)
{
    KEEL_TRY(enter("hold"));
    BrakeHold added = hold;
    added.plan.id = static_cast<qint64>(m_holds.size()) + 1;
    for (BrakeHold& known : m_holds) {
        const bool same = known.plan.link == hold.plan.link && known.plan.table == hold.plan.table &&
                          known.plan.direction == hold.plan.direction;
        if (!same || known.plan.state == BrakeState::Done)
            continue;
        if (known.plan.state == BrakeState::Held) {
            added.plan.id = known.plan.id;
            known = added;
            return {};
        }
        known.plan.state = BrakeState::Done;
    }
    m_holds.push_back(added);
    return {};
}

Result<std::vector<BrakeHold>> FakeBrakeBook::holds(const LinkName& link)
{
    KEEL_TRY(enter("holds"));
    std::vector<BrakeHold> open;
    std::ranges::copy_if(m_holds, std::back_inserter(open), [&](const BrakeHold& hold) {
        return hold.plan.link == link && hold.plan.state != BrakeState::Done;
    });
    return open;
}

Result<void> FakeBrakeBook::finish(qint64 id)
{
    KEEL_TRY(enter("finish"));
    m_holds[static_cast<std::size_t>(id - 1)].plan.state = BrakeState::Done;
    return {};
}

Result<void> FakeBrakeBook::noteDeletes(const LinkName& link, const TableName& onA, Direction direction, TimeUs at,
                                        qint64 deletes)
{
    KEEL_TRY(enter("noteDeletes"));
    m_noted.push_back({link, onA, direction, at, deletes});
    return {};
}

Result<std::vector<BrakeBook::Recent>> FakeBrakeBook::recentDeletes(const LinkName& link, TimeUs since)
{
    KEEL_TRY(enter("recentDeletes"));
    std::vector<Recent> found;
    for (const Noted& noted : m_noted) {
        if (noted.link == link && noted.at >= since)
            found.push_back({noted.onA, noted.direction, noted.deletes});
    }
    return found;
}

Result<std::optional<QString>> FakeBrakeBook::knownSide(const LinkName& link, Side side)
{
    KEEL_TRY(enter("knownSide"));
    const auto it = m_sides.find({link, side});
    return it == m_sides.end() ? std::nullopt : std::optional(it->second);
}

Result<void> FakeBrakeBook::setKnownSide(const LinkName& link, Side side, const QString& identity)
{
    KEEL_TRY(enter("setKnownSide"));
    m_sides[{link, side}] = identity;
    return {};
}

} // namespace keel
