// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/calls.h"

#include "app/json/jsonparts.h"

#include <algorithm>

namespace keel::http {

namespace {

constexpr int mostSnapshots = 5; ///< that a comparison's proof may be late

QJsonArray namesOf(const QList<LinkName>& links)
{
    QJsonArray names;
    for (const LinkName& link : links)
        names.append(link.value);
    return names;
}

} // namespace

Calls::Calls(SyncService& service, const Config& config, QObject* parent)
    : QObject(parent), m_service(service), m_config(config), m_wakes(service), m_hints(service),
      m_latest(service.snapshot()), m_desktop(service)
{
    connect(&service, &SyncService::snapshotChanged, this, &Calls::snapshotCame);
    connect(&service, &SyncService::commandFinished, this, &Calls::commandEnded);
    connect(&service, &SyncService::cycleFinished, this, [this](const CycleRecord& cycle) {
        m_runs.addCycle(cycle);
        if (cycle.forward + cycle.reverse > 0)
            m_devices.changed({});
    });
    connect(&service, &SyncService::errorsArrived, this,
            [this](const ErrorPage& page) { m_errorPages.arrived(page.request, page); });
    connect(&service, &SyncService::errorDetailArrived, this,
            [this](quint64 request, const ErrorDetail& detail) { m_errorDetails.arrived(request, detail); });
    connect(&service, &SyncService::conflictsArrived, this,
            [this](const ConflictPage& page) { m_conflictPages.arrived(page.request, page); });
    connect(&service, &SyncService::historyArrived, this,
            [this](const HistoryPage& page) { m_historyPages.arrived(page.request, page); });
    connect(&service, &SyncService::operatorLogArrived, this,
            [this](const OperatorLogPage& page) { m_logPages.arrived(page.request, page); });
}

const QHash<QString, Calls::Handler>& Calls::handlers()
{
    static const QHash<QString, Handler> all{
        {QStringLiteral("syncNow"), &Calls::syncNow},
        {QStringLiteral("syncHistory"), &Calls::syncHistory},
        {QStringLiteral("restartSync"), &Calls::restartSync},
        {QStringLiteral("pause"), &Calls::pause},
        {QStringLiteral("resume"), &Calls::resume},
        {QStringLiteral("queueNotify"), &Calls::queueNotify},
        {QStringLiteral("webhook"), &Calls::webhook},
        {QStringLiteral("trigger"), &Calls::syncNow},
        {QStringLiteral("manualReverseSync"), &Calls::syncNow},
        {QStringLiteral("checkUpdate"), &Calls::checkUpdate},
        {QStringLiteral("markUpdate"), &Calls::markUpdate},
        {QStringLiteral("markSynced"), &Calls::markSynced},
        {QStringLiteral("notifyChange"), &Calls::notifyChange},
        {QStringLiteral("errors"), &Calls::errors},
        {QStringLiteral("error"), &Calls::error},
        {QStringLiteral("errorRetry"), &Calls::errorRetry},
        {QStringLiteral("errorResolve"), &Calls::errorResolve},
        {QStringLiteral("errorIgnore"), &Calls::errorIgnore},
        {QStringLiteral("conflicts"), &Calls::conflicts},
        {QStringLiteral("conflict"), &Calls::conflict},
        {QStringLiteral("conflictResolve"), &Calls::conflictResolve},
        {QStringLiteral("operatorsLog"), &Calls::operatorsLog},
        {QStringLiteral("brake"), &Calls::brake},
        {QStringLiteral("brakeAccept"), &Calls::brakeAccept},
        {QStringLiteral("brakeReverse"), &Calls::brakeReverse},
        {QStringLiteral("brakeDrop"), &Calls::brakeDrop},
        {QStringLiteral("verify"), &Calls::verify},
        {QStringLiteral("verifyRun"), &Calls::verifyRun},
    };
    return all;
}

QStringList Calls::operations()
{
    return handlers().keys() + DesktopCalls::operations();
}

void Calls::handle(const Request& request, const Done& done)
{
    const Handler handler = handlers().value(request.operation);
    if (handler)
        (this->*handler)(request, done);
    else if (!m_desktop.handle(request, done))
        done(refusal(404, QStringLiteral("not_found"), QStringLiteral("there is no such call")));
}

std::optional<QList<LinkName>> Calls::linksOf(const Request& request, const Done& done) const
{
    const QString name = request.body.value(u"link").toString();
    const QString wanted = request.operation == u"manualReverseSync" ? QStringLiteral("reverse")
                                                                     : request.body.value(u"direction").toString();
    const auto has = [&](const LinkConfig& link) {
        return (wanted != u"forward" || link.forward) && (wanted != u"reverse" || link.reverse);
    };
    QList<LinkName> links;
    for (const LinkConfig& link : m_config.links) {
        if ((name.isEmpty() || link.name.value == name) && has(link))
            links.push_back(link.name);
    }
    if (!links.isEmpty())
        return links;
    if (!name.isEmpty() && !m_config.link(LinkName(name)))
        done(refusal(404, QStringLiteral("not_found"), QStringLiteral("no link is named \"%1\" here").arg(name)));
    else
        done(refusal(400, QStringLiteral("bad_request"),
                     QStringLiteral("direction: no link that is meant runs %1").arg(wanted)));
    return std::nullopt;
}

void Calls::startRun(Run::Kind kind, const QString& what, const Request& request, const Done& done)
{
    const auto links = linksOf(request, done);
    if (!links)
        return;
    const LinkName link(request.body.value(u"link").toString());
    const auto isPaused = [&](const LinkSnapshot& one) { return one.name == link && one.paused; };
    if (kind == Run::Kind::Cycle && std::ranges::any_of(m_latest.links, isPaused))
        return done(
            refusal(409, QStringLiteral("paused"), QStringLiteral("%1 is paused: resume it first").arg(link.value)));
    const quint64 number = m_nextRequest++;
    const QString run = m_runs.begin(kind, number, *links).id;
    m_service.note(request.who, what, link.isEmpty() ? QStringLiteral("all links") : link.value);
    if (request.query.value(QStringLiteral("wait")) == u"1")
        m_runs.wait(run, done, this);
    else
        done(answer({{QStringLiteral("success"), true},
                     {QStringLiteral("runId"), run},
                     {QStringLiteral("links"), namesOf(*links)}},
                    202));
    if (kind == Run::Kind::Verify)
        m_service.check(number, link);
    else if (request.operation == u"restartSync")
        m_service.restart(number, link);
    else
        m_service.forceSync(number, link);
}

void Calls::syncNow(const Request& request, const Done& done)
{
    startRun(Run::Kind::Cycle, QStringLiteral("sync"), request, done);
}

void Calls::restartSync(const Request& request, const Done& done)
{
    startRun(Run::Kind::Cycle, QStringLiteral("restart"), request, done);
}

void Calls::verify(const Request& request, const Done& done)
{
    startRun(Run::Kind::Verify, QStringLiteral("verify"), request, done);
}

void Calls::verifyRun(const Request& request, const Done& done)
{
    const Run* run = m_runs.find(request.path.value(QStringLiteral("run")));
    if (!run)
        return done(refusal(404, QStringLiteral("not_found"), QStringLiteral("there is no such run")));
    done(answer({{QStringLiteral("success"), true}, {QStringLiteral("run"), toJson(*run)}}));
}

void Calls::pause(const Request& request, const Done& done)
{
    changePause(true, request, done);
}

void Calls::resume(const Request& request, const Done& done)
{
    changePause(false, request, done);
}

void Calls::changePause(bool paused, const Request& request, const Done& done)
{
    const auto links = linksOf(request, done);
    if (!links)
        return;
    const quint64 number = m_nextRequest++;
    m_commands.add(number, [done, links, paused](const CommandOutcome& outcome) {
        if (outcome.failure)
            return done(refusal(*outcome.failure));
        done(answer({{QStringLiteral("success"), true},
                     {QStringLiteral("paused"), paused},
                     {QStringLiteral("links"), namesOf(*links)}}));
    });
    const LinkName link(request.body.value(u"link").toString());
    if (paused)
        m_service.pause(number, link, request.who);
    else
        m_service.resume(number, link, request.who);
}

void Calls::commandEnded(const CommandOutcome& outcome)
{
    if (m_commands.arrived(outcome.request, outcome))
        return;
    const Run* run = m_runs.findRequest(outcome.request);
    if (run && run->kind == Run::Kind::Verify && !outcome.failure)
        m_ending.push_back({outcome, 0});
    else
        endRun(outcome);
}

/// The proof of a comparison comes with a snapshot that is newer than the command's end.
void Calls::snapshotCame(const ServiceSnapshot& snapshot)
{
    m_latest = snapshot;
    const QList<Ending> ending = std::exchange(m_ending, {});
    for (Ending one : ending) {
        const Run* run = m_runs.findRequest(one.outcome.request);
        const bool proven =
            run && std::ranges::all_of(snapshot.links, [run](const LinkSnapshot& link) {
                return !run->links.contains(link.name) || (link.proof && link.proof->at >= run->startedAt);
            });
        if (proven || ++one.snapshots >= mostSnapshots)
            endRun(one.outcome);
        else
            m_ending.push_back(one);
    }
}

void Calls::endRun(const CommandOutcome& outcome)
{
    if (const Run* run = m_runs.end(outcome, m_latest))
        emit runEnded(toJson(*run));
}

} // namespace keel::http
