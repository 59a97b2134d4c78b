// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/guard/load.h"

#include <QHash>

namespace keel {

struct Load::Plan
{
    std::vector<Change> toB;
    std::vector<Change> toA;
    std::vector<ConflictDraft> conflicts;
    std::vector<RecordBook::ShadowEntry> shadow;
    QHash<Key, Row> over; ///< what the target of a change held, where it held anything
};

struct Load::Looks
{
    std::unique_ptr<Snapshot> a;
    std::unique_ptr<Snapshot> b;
};

struct Load::Waits
{
    bool onA = false; ///< its journal has an entry that the other side has not had
    bool onB = false;
    bool openForward = false; ///< a's version was refused, and the record is open
    bool openReverse = false;
    bool brought = false; ///< both sides held the same version since the comparison of this range began
    QByteArray agreed;    ///< its hash, in a comparison that keeps the shadow

    /// What a pass takes for a rival.
    [[nodiscard]] bool knownOnA() const { return onA || openForward; }
    [[nodiscard]] bool knownOnB() const { return onB || openReverse; }
};

struct Load::Part
{
    Direction direction = Direction::Forward;
    std::span<Change> changes;
    const QHash<Key, Row>* over = nullptr;  ///< the plan's
    const LoadPosition* position = nullptr; ///< saved with it; nullptr: more is to come
};

[[nodiscard]] inline std::size_t at(Direction direction)
{
    return direction == Direction::Forward ? 0 : 1;
}

} // namespace keel
