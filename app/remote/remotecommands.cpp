// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/desktopjson.h"
#include "app/remote/refusal.h"
#include "app/remote/remoteservice.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keel {

using remote::Caller;

namespace {

QJsonArray arrayOf(const QList<qint64>& ids)
{
    QJsonArray array;
    for (const qint64 id : ids)
        array.append(id);
    return array;
}

Result<CommandOutcome> outcomeOf(const Result<QByteArray>& answer)
{
    if (!answer)
        return fail(answer.error());
    return json::fromDesktop<CommandOutcome>(QJsonDocument::fromJson(*answer)[u"outcome"]);
}

/// What a person saw of a plan, and what the service has of it now.
bool isSame(const BrakePlan& seen, const QJsonObject& now)
{
    return now[u"table"] == QJsonValue(seen.table.value) && now[u"side"] == QJsonValue(seen.side.value) &&
           now[u"deletes"].toInteger(-1) == seen.deletes;
}

const BrakePlan* findPlan(const ServiceSnapshot& snapshot, qint64 id)
{
    for (const LinkSnapshot& link : snapshot.links) {
        for (const BrakePlan& plan : link.brake) {
            if (plan.id == id)
                return &plan;
        }
    }
    return nullptr;
}

QString brakePath(qint64 id, BrakeDecision decision)
{
    return QStringLiteral("/api/brake/%1/%2").arg(id).arg(toText(decision));
}

Error noSuchPlan(qint64 id)
{
    return {.kind = ErrorClass::Config,
            .code = ErrorCode::NotFound,
            .detail = QStringLiteral("the brake holds no plan %1").arg(id)};
}

} // namespace

QString RemoteService::signedBy(const QString& who) const
{
    const QString person = who.isEmpty() ? m_settings.person : who;
    return m_settings.host.isEmpty() ? person : person + u'@' + m_settings.host;
}

/// Never from within the call: the asker first notes its number.
void RemoteService::finish(quint64 request, const Error& failure)
{
    QMetaObject::invokeMethod(
        this,
        [this, request, failure] {
            emit commandFinished({request, 0, failure});
        },
        Qt::QueuedConnection);
}

void RemoteService::command(quint64 request, Caller::Kind kind, const QString& path, const QJsonObject& body,
                            const QString& who)
{
    if (!isAttached())
        return finish(request, remote::notConnected(m_why.detail));
    m_caller.post(kind, path, body, signedBy(who), [this, request](const Result<QByteArray>& answer) {
        auto outcome = outcomeOf(answer);
        CommandOutcome ended = outcome ? std::move(*outcome) : CommandOutcome{.failure = outcome.error()};
        ended.request = request;
        emit commandFinished(ended);
    });
}

void RemoteService::linkCommand(quint64 request, const QString& what, const LinkName& link, const QString& who)
{
    QJsonObject body{{QStringLiteral("what"), what}};
    if (!link.isEmpty())
        body.insert(QStringLiteral("link"), link.value);
    const bool ends = what == u"pause" || what == u"resume";
    command(request, ends ? Caller::Kind::Command : Caller::Kind::LongCommand, QStringLiteral("/api/desktop/links"),
            body, who);
}

void RemoteService::forceSync(quint64 request, const LinkName& link)
{
    linkCommand(request, QStringLiteral("sync"), link, {});
}

void RemoteService::restart(quint64 request, const LinkName& link)
{
    linkCommand(request, QStringLiteral("restart"), link, {});
}

void RemoteService::check(quint64 request, const LinkName& link)
{
    linkCommand(request, QStringLiteral("check"), link, {});
}

void RemoteService::pause(quint64 request, const LinkName& link, const QString& who)
{
    linkCommand(request, QStringLiteral("pause"), link, who);
}

void RemoteService::resume(quint64 request, const LinkName& link, const QString& who)
{
    linkCommand(request, QStringLiteral("resume"), link, who);
}

void RemoteService::errorCommand(quint64 request, const QString& what, const QJsonObject& which, const QString& who)
{
    QJsonObject body = which;
    body.insert(QStringLiteral("what"), what);
    command(request, Caller::Kind::Command, QStringLiteral("/api/desktop/errors"), body, who);
}

void RemoteService::retryErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    errorCommand(request, QStringLiteral("retry"), {{QStringLiteral("ids"), arrayOf(ids)}}, who);
}

void RemoteService::resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    errorCommand(request, QStringLiteral("resolve"), {{QStringLiteral("ids"), arrayOf(ids)}}, who);
}

void RemoteService::ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    errorCommand(request, QStringLiteral("ignore"), {{QStringLiteral("ids"), arrayOf(ids)}}, who);
}

void RemoteService::retryMatching(quint64 request, const ErrorFilter& filter, const QString& who)
{
    errorCommand(request, QStringLiteral("retry"), {{QStringLiteral("filter"), json::toDesktop(filter)}}, who);
}

void RemoteService::closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who)
{
    errorCommand(request, how == ErrorState::Resolved ? QStringLiteral("resolve") : QStringLiteral("ignore"),
                 {{QStringLiteral("filter"), json::toDesktop(filter)}}, who);
}

void RemoteService::resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                                     const QString& who)
{
    QJsonObject body{{QStringLiteral("what"), toText(decision.kind)}, {QStringLiteral("ids"), arrayOf(ids)}};
    if (decision.kind == ConflictDecision::Kind::TakeRow)
        body.insert(QStringLiteral("row"), json::rowToDesktop(decision.row));
    command(request, Caller::Kind::Command, QStringLiteral("/api/desktop/conflicts"), body, who);
}

/// The service wants to hear that its dry run was seen: that answers the plan and a word for it. Between the two calls
/// the plan of the dry run is held against the one that this desktop showed.
void RemoteService::decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who)
{
    if (!isAttached())
        return finish(request, remote::notConnected(m_why.detail));
    const BrakePlan* plan = findPlan(m_shown, id);
    if (!plan)
        return finish(request, noSuchPlan(id));
    m_caller.post(Caller::Kind::Command, brakePath(id, decision), {}, signedBy(who),
                  [this, request, seen = *plan, decision, who](const Result<QByteArray>& dryRun) {
                      if (dryRun)
                          confirmBrake(request, seen, decision, who, QJsonDocument::fromJson(*dryRun).object());
                      else
                          finish(request, dryRun.error());
                  },
                  {{QStringLiteral("dryRun"), QStringLiteral("1")}});
}

void RemoteService::confirmBrake(quint64 request, const BrakePlan& seen, BrakeDecision decision, const QString& who,
                                 const QJsonObject& dryRun)
{
    const QJsonObject now = dryRun[u"plan"].toObject();
    if (!isSame(seen, now))
        return finish(request, {.kind = ErrorClass::Row,
                                .code = ErrorCode::Changed,
                                .detail = QStringLiteral("the deletes are %1 now and were %2 when they were shown")
                                              .arg(now[u"deletes"].toInteger())
                                              .arg(seen.deletes),
                                .mend = QStringLiteral("look at them again, then decide")});
    m_caller.post(Caller::Kind::Command, brakePath(seen.id, decision),
                  {{QStringLiteral("confirm"), dryRun[u"confirm"]}}, signedBy(who),
                  [this, request](const Result<QByteArray>& answer) {
                      CommandOutcome outcome{.request = request, .affected = answer ? 1 : 0, .failure = {}};
                      if (!answer)
                          outcome.failure = answer.error();
                      emit commandFinished(outcome);
                  });
}

void RemoteService::wake(const LinkName& link, bool reverse)
{
    wakeTable(link, {}, reverse);
}

void RemoteService::wakeTable(const LinkName& link, const TableName& onA, bool reverse)
{
    if (!isAttached())
        return;
    QJsonObject body{{QStringLiteral("reverse"), reverse}};
    if (!link.isEmpty())
        body.insert(QStringLiteral("link"), link.value);
    if (!onA.isEmpty())
        body.insert(QStringLiteral("table"), onA.value);
    m_caller.post(Caller::Kind::Command, QStringLiteral("/api/desktop/wake"), body, signedBy({}), [](const auto&) {});
}

void RemoteService::note(const QString& who, const QString& what, const QString& detail)
{
    if (isAttached())
        m_caller.post(Caller::Kind::Command, QStringLiteral("/api/desktop/note"),
                      {{QStringLiteral("what"), what}, {QStringLiteral("detail"), detail}}, signedBy(who),
                      [](const auto&) {});
}

} // namespace keel
