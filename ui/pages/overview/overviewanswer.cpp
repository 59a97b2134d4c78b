// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview/overviewanswer.h"

#include "ui/text/sentences.h"

#include <algorithm>
#include <functional>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString firstAdvice(const ServiceSnapshot& snapshot, LinkState state)
{
    for (const LinkSnapshot& link : snapshot.links) {
        if (link.state != state)
            continue;
        for (const HealthCheck& check : link.checks) {
            if (!check.ok && !check.recommendation.isEmpty())
                return check.recommendation;
        }
        if (link.lastError)
            return say::sentence(*link.lastError);
    }
    return {};
}

} // namespace

QString OverviewAnswer::titleOf(const LinkSnapshot& link)
{
    const QString name = link.name.value;
    switch (link.state) {
    case LinkState::InSync:
        return tr("%1 is in sync").arg(name);
    case LinkState::NotProven:
        return tr("%1 is not proven yet").arg(name);
    case LinkState::Paused:
        return tr("%1 is paused").arg(name);
    case LinkState::CatchingUp:
        return tr("%1 is catching up").arg(name);
    case LinkState::Attention:
        return tr("%1 needs attention").arg(name);
    case LinkState::Held:
        return tr("%1 waits for your decision").arg(name);
    case LinkState::Down:
        break;
    }
    return tr("%1 is down").arg(name);
}

QString OverviewAnswer::missed(const ServiceSnapshot& snapshot)
{
    constexpr int newsFor = 3600; // seconds
    constexpr int tablesNamed = 4;
    Recovered all;
    for (const LinkSnapshot& link : snapshot.links) {
        if (link.recovered && link.recovered->at.secsTo(snapshot.at) < newsFor)
            all.tables += link.recovered->tables;
    }
    if (all.rows() == 0)
        return {};
    std::ranges::stable_sort(all.tables, std::ranges::greater(),
                             [](const Recovered::Table& table) { return table.forward + table.reverse; });
    QStringList parts;
    for (const Recovered::Table& table : all.tables.mid(0, tablesNamed))
        parts.append(
            tr("%1 %2", "5 notes: count, table")
                .arg(say::number(table.forward + table.reverse), say::isolate(table.table.value.section(u'.', -1))));
    if (all.tables.size() > tablesNamed)
        parts.append(u"…"_s);
    return tr("Recovered %n change(s) missed while away: %1.", nullptr, static_cast<int>(all.rows()))
        .arg(parts.join(tr(", ", "between counts")));
}

OverviewAnswer OverviewAnswer::of(const ServiceSnapshot& snapshot)
{
    const int all = static_cast<int>(snapshot.links.size());
    if (!snapshot.serviceAnswers)
        return {snapshot.at.isValid() ? tr("Not known since %1").arg(say::clock(snapshot.at, say::zoneOf(snapshot)))
                                      : tr("Not known yet"),
                tr("The service does not answer; each link stands as it was told last.")};
    if (all == 0)
        return {tr("No link is configured"), tr("Name two endpoints and a link in the config.")};
    std::map<LinkState, int> count;
    for (const LinkSnapshot& link : snapshot.links)
        ++count[link.state];

    OverviewAnswer answer;
    const QString of = say::number(all);
    if (all == 1)
        answer.title = titleOf(snapshot.links.first());
    else if (count[LinkState::Down] > 0 && count[LinkState::Held] > 0)
        answer.title = tr("%1, %2", "1 link is down, 1 waits for your decision")
                           .arg(tr("%n link(s) down", nullptr, count[LinkState::Down]),
                                tr("%n wait(s) for your decision", nullptr, count[LinkState::Held]));
    else if (count[LinkState::Down] > 0)
        answer.title = tr("%n of %1 link(s) down", nullptr, count[LinkState::Down]).arg(of);
    else if (count[LinkState::Held] > 0)
        answer.title = tr("%n of %1 link(s) wait for your decision", nullptr, count[LinkState::Held]).arg(of);
    else if (count[LinkState::Attention] > 0)
        answer.title = tr("%n of %1 link(s) need attention", nullptr, count[LinkState::Attention]).arg(of);
    else if (count[LinkState::CatchingUp] > 0)
        answer.title = tr("%n of %1 link(s) catching up", nullptr, count[LinkState::CatchingUp]).arg(of);
    else if (count[LinkState::Paused] > 0)
        answer.title = tr("%n of %1 link(s) paused", nullptr, count[LinkState::Paused]).arg(of);
    else if (count[LinkState::NotProven] > 0)
        answer.title = tr("%n of %1 link(s) not proven yet", nullptr, count[LinkState::NotProven]).arg(of);
    else
        answer.title = tr("All %n link(s) in sync", nullptr, all);

    QStringList parts;
    // Of one link the title has said it.
    if (all == 1)
        count.clear();
    const auto add = [&](LinkState state, const QString& text) {
        if (count[state] > 0)
            parts.append(text);
    };
    add(LinkState::InSync, tr("%n proven in sync", nullptr, count[LinkState::InSync]));
    add(LinkState::CatchingUp, tr("%n catching up", nullptr, count[LinkState::CatchingUp]));
    add(LinkState::NotProven, tr("%n not proven yet", nullptr, count[LinkState::NotProven]));
    add(LinkState::Paused, tr("%n paused", nullptr, count[LinkState::Paused]));
    QString remark =
        parts.isEmpty() ? QString() : tr("%1.", "list of counts").arg(parts.join(tr(", ", "between counts")));
    if (const QString advice = firstAdvice(snapshot, LinkState::Down); !advice.isEmpty())
        remark = advice;
    QStringList more{remark, missed(snapshot)};
    for (const LinkSnapshot& link : snapshot.links) {
        for (const QString& warning : link.warnings)
            more.append(warning + u'.');
    }
    more.removeAll(QString());
    remark = more.join(u' ');
    const QString updated = tr("Updated %1.").arg(say::clock(snapshot.at, say::zoneOf(snapshot)));
    answer.remark = remark.isEmpty() ? updated : remark + u' ' + updated;
    return answer;
}

} // namespace keel
