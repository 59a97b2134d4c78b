// SPDX-License-Identifier: GPL-3.0-or-later
// The canary in the simulation: what it says must be so.
#include "tests/simulation/process.h"

namespace keel::sim {

Result<void> Process::writeProbes(int link, LinkRunner& runner, bool always)
{
    CanaryWatch& watch = m_canaries[static_cast<std::size_t>(link)];
    m_written = {};
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        if (!runner.probes(direction) || (!always && !watch.isDue(direction, m_world.clock.steady())))
            continue;
        const auto number = runner.writeProbe(direction);
        if (!number)
            return fail(number.error());
        watch.wrote(direction, *number, m_world.clock.steady());
        m_written[direction == Direction::Forward ? 0 : 1] = *number;
    }
    return {};
}

void Process::takeProbes(int link, const CycleReport& report, const LinkRunner& runner)
{
    CanaryWatch& watch = m_canaries[static_cast<std::size_t>(link)];
    std::array<bool, 2> arrived{};
    for (const ProbeSeen& seen : report.probes) {
        const QString what = QStringLiteral("%1: number %2 of %3")
                                 .arg(linkName(link).value)
                                 .arg(seen.number)
                                 .arg(keel::toText(seen.probe));
        if (seen.pass != seen.probe)
            m_findings.fail("canary echo", what + QStringLiteral(" came back"));
        if (!seen.refused.isEmpty())
            m_findings.fail("canary", what + QStringLiteral(" was refused: ") + seen.refused);
        if (numberAt(link, targetOf(seen.probe), seen.probe) < seen.number)
            m_findings.fail("canary", what + QStringLiteral(" is told as arrived and does not stand there"));
        if (watch.saw(seen, true, {}))
            ++m_counts.probes;
        const std::size_t way = seen.probe == Direction::Forward ? 0 : 1;
        arrived[way] = arrived[way] || seen.number >= m_written[way];
    }
    for (const std::size_t way : {0U, 1U}) {
        if (m_written[way] > 0 && report.probesRead[way] && !arrived[way])
            m_findings.fail("canary",
                            QStringLiteral("%1: number %2 was written, and the pass that read all did not meet it")
                                .arg(linkName(link).value)
                                .arg(m_written[way]));
    }
    watch.offer(runner.probes(Direction::Forward), runner.probes(Direction::Reverse), m_world.clock.steady());
}

qint64 Process::numberAt(int link, Side side, Direction direction) const
{
    FakeDatabase& database = m_world.site(siteOf(link, side));
    const int table = database.tableIndex(FakeStore::canaryName());
    const Key key{
        {Value(linkName(link).value.toUtf8(), Family::Text), Value(keel::toText(direction).toUtf8(), Family::Text)}};
    const StoredRow* row = table < 0 ? nullptr : database.find(0, table, key);
    return World::exists(row) ? row->row[2].text().toLongLong() : 0;
}

} // namespace keel::sim
