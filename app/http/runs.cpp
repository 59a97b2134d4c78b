// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/runs.h"

#include "app/json/jsonparts.h"
#include "app/json/recordjson.h"

#include <QTimer>
#include <QUuid>

namespace keel::http {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostRuns = 200;
constexpr auto longestWait = 600s;

QJsonObject cycleOf(const Run& run, const LinkName& link)
{
    const CycleRecord sum = run.cycles.value(link);
    return {{QStringLiteral("name"), link.value},
            {QStringLiteral("rows"),
             QJsonObject{{QStringLiteral("forward"), sum.forward}, {QStringLiteral("reverse"), sum.reverse}}},
            {QStringLiteral("errors"), sum.errors},
            {QStringLiteral("conflicts"), sum.conflicts},
            {QStringLiteral("durationMs"), qint64{sum.duration.count()}}};
}

QJsonObject proofOf(const Run& run, const LinkName& link)
{
    const auto it = run.proofs.constFind(link);
    if (it == run.proofs.constEnd())
        return {{QStringLiteral("name"), link.value}, {QStringLiteral("equal"), QJsonValue()}};
    return {{QStringLiteral("name"), link.value},
            {QStringLiteral("equal"), it->equal},
            {QStringLiteral("rows"), it->rows},
            {QStringLiteral("suspects"), it->suspects},
            {QStringLiteral("at"), json::time(it->at)}};
}

QString stateOf(const Run& run)
{
    if (!run.endedAt)
        return QStringLiteral("running");
    return run.failure ? QStringLiteral("failed") : QStringLiteral("done");
}

Answer answerOf(const Run& run)
{
    if (run.failure)
        return refusal(*run.failure);
    QJsonObject document = toJson(run);
    document.insert(QStringLiteral("success"), true);
    return answer(document, run.endedAt ? 200 : 202);
}

} // namespace

QJsonObject toJson(const Run& run)
{
    QJsonArray links;
    for (const LinkName& link : run.links)
        links.append(run.kind == Run::Kind::Cycle ? cycleOf(run, link) : proofOf(run, link));
    return {{QStringLiteral("runId"), run.id},
            {QStringLiteral("state"), stateOf(run)},
            {QStringLiteral("startedAt"), json::time(run.startedAt)},
            {QStringLiteral("endedAt"), json::time(run.endedAt)},
            {QStringLiteral("links"), links},
            {QStringLiteral("failure"), run.failure ? QJsonValue(json::failure(*run.failure)) : QJsonValue()}};
}

Run& Runs::begin(Run::Kind kind, quint64 request, const QList<LinkName>& links)
{
    if (m_order.size() >= mostRuns) {
        // One that still runs is let go as well: its waiters are told by their own limit.
        const Run oldest = m_runs.take(m_order.takeFirst());
        m_byRequest.remove(oldest.request);
    }
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_order.push_back(id);
    m_byRequest.insert(request, id);
    return *m_runs.insert(
        id, {.id = id, .kind = kind, .request = request, .links = links, .startedAt = QDateTime::currentDateTimeUtc()});
}

const Run* Runs::find(const QString& id) const
{
    const auto it = m_runs.constFind(id);
    return it == m_runs.constEnd() ? nullptr : &*it;
}

void Runs::wait(const QString& id, const Done& done, QObject* context)
{
    const auto told = std::make_shared<bool>(false);
    const Done once = [told, done](const Answer& answer) {
        if (!std::exchange(*told, true))
            done(answer);
    };
    m_waiting[id].push_back(once);
    QTimer::singleShot(longestWait, context, [this, id, once] {
        const Run* run = find(id);
        once(run ? answerOf(*run) : answer({{QStringLiteral("success"), true}, {QStringLiteral("runId"), id}}, 202));
    });
}

void Runs::addCycle(const CycleRecord& cycle)
{
    for (Run& run : m_runs) {
        if (run.endedAt || run.kind != Run::Kind::Cycle || !run.links.contains(cycle.link))
            continue;
        CycleRecord& sum = run.cycles[cycle.link];
        sum.forward += cycle.forward;
        sum.reverse += cycle.reverse;
        sum.errors += cycle.errors;
        sum.conflicts += cycle.conflicts;
        sum.duration += cycle.duration;
    }
}

const Run* Runs::end(const CommandOutcome& outcome, const ServiceSnapshot& snapshot)
{
    const auto it = m_runs.find(m_byRequest.take(outcome.request));
    if (it == m_runs.end())
        return nullptr;
    it->endedAt = QDateTime::currentDateTimeUtc();
    it->failure = outcome.failure;
    for (const LinkSnapshot& link : snapshot.links) {
        // A proof that is older than the run is not the run's.
        if (link.proof && link.proof->at >= it->startedAt && it->links.contains(link.name))
            it->proofs.insert(link.name, *link.proof);
    }
    for (const Done& done : m_waiting.take(it->id))
        done(answerOf(*it));
    return &*it;
}

} // namespace keel::http
