// SPDX-License-Identifier: GPL-3.0-or-later
// Probe rows in a pass: they take the way of every row, and nobody's figures, records or decisions know them.
#include "sync/engine/passbatch.h"

#include <algorithm>

namespace keel {

namespace {

/// The row's key is the link and the direction that it was written for.
std::optional<Direction> directionOf(const Change& change, const LinkName& link)
{
    if (change.entry.key.values.size() != 2 || change.entry.key.values[0].text() != link.value.toUtf8())
        return std::nullopt;
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (change.entry.key.values[1].text() == toText(direction).toLatin1())
            return direction;
    }
    return std::nullopt;
}

constexpr std::size_t numberColumn = 2;

} // namespace

bool Pass::isProbe(const Change& change) const
{
    return m_scope.sourceTables[static_cast<std::size_t>(change.entry.table)].probes;
}

/// What goes on is this direction's own probe. Deletions are somebody's tidying up, rows of other links fail the
/// filter, and a row of the other direction has come back: it must not go round.
void Pass::sortProbes(std::vector<Change>& changes, std::vector<JournalEntry>& truncates)
{
    std::erase_if(truncates, [this](const JournalEntry& entry) {
        return m_scope.sourceTables[static_cast<std::size_t>(entry.table)].probes;
    });
    std::erase_if(changes, [this](const Change& change) {
        if (!isProbe(change))
            return false;
        const auto probe = directionOf(change, m_scope.link);
        if (change.row && probe && *probe != m_scope.direction)
            noteProbe(change, {});
        return !change.row || probe != m_scope.direction;
    });
}

bool Pass::noteProbe(const Item& item)
{
    if (!isProbe(*item.change))
        return false;
    const bool stands = item.fate == Fate::Written || item.fate == Fate::Equal;
    noteProbe(*item.change, stands ? QString() : toText(*item.error));
    return true;
}

void Pass::noteProbe(const Change& change, const QString& refused)
{
    if (m_rehearsal || !change.row)
        return;
    m_outcome.probes.push_back({.pass = m_scope.direction,
                                .probe = directionOf(change, m_scope.link).value_or(m_scope.direction),
                                .number = (*change.row)[numberColumn].text().toLongLong(),
                                .at = m_scope.clock.steady(),
                                .refused = refused});
}

/// The target refuses it at its commit: the next one will say whether it still does.
bool Pass::dropRefusedProbe(std::vector<Change>& changes, const Error& error)
{
    if (!isProbe(changes.front()))
        return false;
    noteProbe(changes.front(), toText(error));
    changes.clear();
    return true;
}

} // namespace keel
