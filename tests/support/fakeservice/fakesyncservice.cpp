// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservice/fakesyncservice.h"

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

QString nameOf(const LinkName& link)
{
    return link.isEmpty() ? u"*"_s : link.value;
}

QString listOf(const QList<qint64>& ids)
{
    QStringList texts;
    for (const qint64 id : ids)
        texts.append(QString::number(id));
    return texts.join(u' ');
}

bool matches(const ErrorRecord& r, const ErrorFilter& f)
{
    if (f.openOnly && r.state != ErrorState::Open)
        return false;
    if ((f.link && *f.link != r.link) || (f.table && *f.table != r.table) || (f.kind && *f.kind != r.kind) ||
        (f.code && *f.code != r.code) || (f.sqlState && *f.sqlState != r.sqlState) ||
        (f.constraint && *f.constraint != r.constraint) || (f.since && r.lastTryAt < *f.since))
        return false;
    return f.text.isEmpty() || r.keyJson.contains(f.text, Qt::CaseInsensitive) ||
           r.message.contains(f.text, Qt::CaseInsensitive);
}

bool isPlain(const ErrorQuery& q)
{
    const ErrorFilter& f = q.filter;
    return f.text.isEmpty() && !f.link && !f.table && !f.kind && !f.code && !f.since && !f.openOnly &&
           q.sort == ErrorSort::LastTry;
}

bool less(const ErrorRecord& l, const ErrorRecord& r, ErrorSort sort)
{
    switch (sort) {
    case ErrorSort::LastTry:
        return l.lastTryAt < r.lastTryAt;
    case ErrorSort::Created:
        return l.createdAt < r.createdAt;
    case ErrorSort::Link:
        return l.link < r.link;
    case ErrorSort::Table:
        return l.table < r.table;
    case ErrorSort::Key:
        return l.keyJson < r.keyJson;
    case ErrorSort::Message:
        return l.message < r.message;
    case ErrorSort::Attempts:
        break;
    }
    return l.attempts < r.attempts;
}

void addCause(QList<ErrorCause>& causes, const ErrorRecord& r)
{
    for (ErrorCause& cause : causes) {
        if (cause.code == r.code && cause.constraint == r.constraint && cause.sqlState == r.sqlState &&
            cause.link == r.link && cause.table == r.table) {
            ++cause.count;
            return;
        }
    }
    causes.append({r.kind, r.code, r.sqlState, r.constraint, r.link, r.table, 1, r.message});
}

} // namespace

FakeSyncService::FakeSyncService(ServiceSnapshot snapshot, QObject* parent)
    : SyncService(parent), m_snapshot(std::move(snapshot))
{}

void FakeSyncService::show(const ServiceSnapshot& snapshot)
{
    m_snapshot = snapshot;
    emit snapshotChanged(m_snapshot);
}

void FakeSyncService::finish(quint64 request, const QString& call, qint64 affected)
{
    calls.append(call);
    QMetaObject::invokeMethod(
        this,
        [this, request, affected, failure = failWith] {
            emit commandFinished({request, affected, failure});
        },
        Qt::QueuedConnection);
}

void FakeSyncService::change(const LinkName& link, const std::function<void(LinkSnapshot&)>& edit)
{
    if (failWith)
        return;
    for (LinkSnapshot& l : m_snapshot.links) {
        if (link.isEmpty() || l.name == link)
            edit(l);
    }
    QMetaObject::invokeMethod(
        this, [this] { emit snapshotChanged(m_snapshot); }, Qt::QueuedConnection);
}

void FakeSyncService::forceSync(quint64 request, const LinkName& link)
{
    finish(request, u"forceSync "_s + nameOf(link), 1);
}

void FakeSyncService::restart(quint64 request, const LinkName& link)
{
    finish(request, u"restart "_s + nameOf(link), 1);
}

void FakeSyncService::wakeTable(const LinkName& link, const TableName& onA, bool reverse)
{
    calls.append((reverse ? u"wakeReverse "_s : u"wake "_s) + nameOf(link) + u' ' + onA.value);
}

void FakeSyncService::wake(const LinkName& link, bool reverse)
{
    calls.append((reverse ? u"wakeReverse "_s : u"wake "_s) + nameOf(link));
}

void FakeSyncService::note(const QString& who, const QString& what, const QString& detail)
{
    calls.append(u"note %1 %2 %3"_s.arg(who, what, detail).trimmed());
}

void FakeSyncService::pause(quint64 request, const LinkName& link, const QString& who)
{
    finish(request, u"pause %1 %2"_s.arg(nameOf(link), who), 1);
    change(link, [&](LinkSnapshot& l) {
        l.paused = true;
        l.state = LinkState::Paused;
        l.pausedBy = who;
        l.pausedAt = m_snapshot.at;
        l.nextRun.reset();
    });
}

void FakeSyncService::resume(quint64 request, const LinkName& link, const QString& who)
{
    finish(request, u"resume %1 %2"_s.arg(nameOf(link), who), 1);
    change(link, [](LinkSnapshot& l) {
        l.paused = false;
        l.state = LinkState::NotProven;
    });
}

void FakeSyncService::check(quint64 request, const LinkName& link)
{
    finish(request, u"check "_s + nameOf(link), 1);
    change(link, [&](LinkSnapshot& l) { l.proof = Proof{m_snapshot.at, true, 318204, 0}; });
}

void FakeSyncService::setState(const QList<qint64>& ids, ErrorState state, const QString& who)
{
    if (failWith)
        return;
    for (const qint64 id : ids)
        m_closed.insert(id, {state, who});
    QMetaObject::invokeMethod(
        this, [this] { emit recordsChanged(); }, Qt::QueuedConnection);
}

void FakeSyncService::retryErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    finish(request, u"retry %1 %2"_s.arg(listOf(ids), who), ids.size());
    setState(ids, ErrorState::WentThrough, who);
}

void FakeSyncService::retryMatching(quint64 request, const ErrorFilter& filter, const QString& who)
{
    QList<qint64> ids;
    for (qint64 id = 1; id <= errorCount; ++id) {
        if (matches(record(id), filter))
            ids.append(id);
    }
    finish(request, u"retryMatching %1 %2"_s.arg(ids.size()).arg(who), ids.size());
    setState(ids, ErrorState::WentThrough, who);
}

void FakeSyncService::resolveErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    finish(request, u"resolve %1 %2"_s.arg(listOf(ids), who), ids.size());
    setState(ids, ErrorState::Resolved, who);
}

void FakeSyncService::ignoreErrors(quint64 request, const QList<qint64>& ids, const QString& who)
{
    finish(request, u"ignore %1 %2"_s.arg(listOf(ids), who), ids.size());
    setState(ids, ErrorState::Ignored, who);
}

void FakeSyncService::resolveConflicts(quint64 request, const QList<qint64>& ids, const ConflictDecision& decision,
                                       const QString& who)
{
    finish(request, u"resolveConflicts %1 %2 %3"_s.arg(toText(decision.kind), listOf(ids), who), ids.size());
    if (failWith)
        return;
    for (const qint64 id : ids)
        m_decided.insert(id, {decision.kind, who});
    QMetaObject::invokeMethod(
        this, [this] { emit recordsChanged(); }, Qt::QueuedConnection);
}

void FakeSyncService::closeMatching(quint64 request, const ErrorFilter& filter, ErrorState how, const QString& who)
{
    QList<qint64> ids;
    for (qint64 id = 1; id <= errorCount; ++id) {
        if (matches(record(id), filter))
            ids.append(id);
    }
    const QString word = how == ErrorState::Resolved ? u"resolveMatching"_s : u"ignoreMatching"_s;
    finish(request, u"%1 %2 %3"_s.arg(word).arg(ids.size()).arg(who), ids.size());
    setState(ids, how, who);
}

void FakeSyncService::decideBrake(quint64 request, qint64 id, BrakeDecision decision, const QString& who)
{
    finish(request, u"brake %1 %2 %3"_s.arg(toText(decision)).arg(id).arg(who), 1);
    ServiceSnapshot next = m_snapshot;
    for (LinkSnapshot& link : next.links)
        link.brake.removeIf([id](const BrakePlan& plan) { return plan.id == id; });
    if (!failWith)
        show(next);
}

ErrorRecord FakeSyncService::record(qint64 id) const
{
    ErrorRecord r = sample::errorRecord(id, m_snapshot.at);
    if (const auto closed = m_closed.constFind(id); closed != m_closed.constEnd()) {
        r.state = closed->first;
        r.closedBy = closed->second;
        r.closedAt = m_snapshot.at;
    }
    return r;
}

ErrorPage FakeSyncService::answer(const ErrorQuery& query) const
{
    ErrorPage page;
    page.request = query.request;
    page.offset = query.offset;
    page.failure = failWith;
    if (failWith)
        return page;
    const auto wanted = [&](qint64 i) { return i >= query.offset && i < query.offset + query.limit; };
    if (isPlain(query)) {
        page.total = errorCount;
        for (qint64 i = query.offset; i < std::min(errorCount, query.offset + query.limit); ++i)
            page.rows.append(record(query.descending ? i + 1 : errorCount - i));
        for (qint64 id = 1; id <= std::min<qint64>(errorCount, 2000); ++id)
            addCause(page.causes, record(id));
    } else {
        QList<ErrorRecord> all;
        for (qint64 id = 1; id <= errorCount; ++id) {
            const ErrorRecord r = record(id);
            if (!matches(r, query.filter))
                continue;
            addCause(page.causes, r);
            all.append(r);
        }
        std::stable_sort(all.begin(), all.end(), [&](const ErrorRecord& l, const ErrorRecord& r) {
            return query.descending ? less(r, l, query.sort) : less(l, r, query.sort);
        });
        page.total = all.size();
        for (qint64 i = 0; i < all.size(); ++i) {
            if (wanted(i))
                page.rows.append(all.at(i));
        }
    }
    std::stable_sort(page.causes.begin(), page.causes.end(),
                     [](const ErrorCause& l, const ErrorCause& r) { return l.count > r.count; });
    page.causes = page.causes.mid(0, 20);
    return page;
}

void FakeSyncService::requestErrors(const ErrorQuery& query)
{
    errorQueries.append(query);
    QMetaObject::invokeMethod(
        this, [this, query] { emit errorsArrived(answer(query)); }, Qt::QueuedConnection);
}

void FakeSyncService::requestErrorDetail(quint64 request, qint64 id)
{
    ErrorDetail detail = sample::errorDetail(id, m_snapshot.at);
    detail.record = record(id);
    QMetaObject::invokeMethod(
        this, [this, request, detail] { emit errorDetailArrived(request, detail); }, Qt::QueuedConnection);
}

void FakeSyncService::requestConflicts(const ConflictQuery& query)
{
    ConflictPage page{query.request, query.offset, 0, {}, failWith};
    QList<ConflictRecord> all;
    for (ConflictRecord& c : sample::conflicts(m_snapshot.at)) {
        if (const auto it = m_decided.constFind(c.id); it != m_decided.constEnd()) {
            c.held = c.held && it->first == ConflictDecision::Kind::Undo;
            c.decision = toText(it->first);
            c.decidedBy = it->second;
            c.decidedAt = m_snapshot.at;
            c.undoable = it->first != ConflictDecision::Kind::Undo;
        }
        const bool byText =
            query.text.isEmpty() || c.keyJson.contains(query.text) || c.table.value.contains(query.text);
        if ((!query.heldOnly || c.held) && byText && (!query.link || *query.link == c.link) &&
            (!query.since || c.at >= *query.since) && (!query.id || c.id == *query.id))
            all.append(c);
    }
    if (!failWith) {
        page.total = all.size();
        page.rows = all.mid(query.offset, query.limit);
    }
    QMetaObject::invokeMethod(
        this, [this, page] { emit conflictsArrived(page); }, Qt::QueuedConnection);
}

void FakeSyncService::requestHistory(const HistoryQuery& query)
{
    HistoryPage page{query.request, query.offset, 0, {}, failWith};
    QList<CycleRecord> all;
    for (qint64 number = 0; number < cycleCount; ++number) {
        const CycleRecord c = sample::cycle(number, m_snapshot.at);
        const bool busy = c.forward + c.reverse + c.errors + c.conflicts > 0 || c.failure;
        if ((!query.link || *query.link == c.link) && (busy || !query.busyOnly))
            all.append(c);
    }
    if (!failWith) {
        page.total = all.size();
        page.rows = all.mid(query.offset, query.limit);
    }
    QMetaObject::invokeMethod(
        this, [this, page] { emit historyArrived(page); }, Qt::QueuedConnection);
}

void FakeSyncService::requestSamples(const SampleQuery& query)
{
    SampleSeries series{query.request, failWith ? QList<Sample>() : sample::samples(query, m_snapshot.at), failWith};
    QMetaObject::invokeMethod(
        this, [this, series] { emit samplesArrived(series); }, Qt::QueuedConnection);
}

void FakeSyncService::requestOperatorLog(const OperatorLogQuery& query)
{
    OperatorLogPage page{query.request, query.offset, logLines.size(), logLines.mid(query.offset, query.limit),
                         failWith};
    QMetaObject::invokeMethod(
        this, [this, page] { emit operatorLogArrived(page); }, Qt::QueuedConnection);
}

} // namespace keel
