// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tables/tablesanswer.h"

#include "ui/text/sentences.h"

namespace keel {

TablesAnswer TablesAnswer::of(const ServiceSnapshot& snapshot, const std::optional<LinkName>& scope)
{
    int all = 0;
    int standing = 0;
    int waiting = 0;
    int withErrors = 0;
    int proven = 0;
    QString reason;
    for (const LinkSnapshot& link : snapshot.links) {
        if (scope && link.name != *scope)
            continue;
        for (const TableSnapshot& table : link.tables) {
            ++all;
            proven += table.state == LinkState::InSync ? 1 : 0;
            withErrors += table.errors > 0 ? 1 : 0;
            waiting += table.pendingForward.value_or(0) + table.pendingReverse.value_or(0) > 0 ? 1 : 0;
            if (!table.stopped)
                continue;
            ++standing;
            if (reason.isEmpty())
                reason = tr("%1: %2", "table: why it stands").arg(table.a.value, say::sentence(*table.stopped));
        }
    }
    if (all == 0)
        return {tr("No table is synced"), tr("Name the tables of a link in the config.")};
    const QString of = say::number(all);
    if (standing > 0)
        return {tr("%n of %1 table(s) stand still", nullptr, standing).arg(of), reason};
    const QString errors = withErrors > 0 ? tr("%n table(s) have errors to review.", nullptr, withErrors) : QString();
    if (waiting > 0)
        return {tr("%n of %1 table(s) have changes waiting", nullptr, waiting).arg(of),
                errors.isEmpty() ? tr("They go with the next cycles; the other tables are drained.") : errors};
    if (withErrors > 0)
        return {tr("%n of %1 table(s) have errors to review", nullptr, withErrors).arg(of),
                tr("Everything else went in.")};
    if (proven == all)
        return {tr("All %n table(s) in sync", nullptr, all), tr("Compared and found equal.")};
    return {tr("Nothing waits in %n table(s)", nullptr, all),
            tr("%1 proven equal; Verify compares the rest.").arg(proven)};
}

} // namespace keel
