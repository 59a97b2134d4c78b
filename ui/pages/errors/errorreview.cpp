// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/errors/errorreview.h"

#include "ui/models/pagedmodel.h"
#include "ui/text/sentences.h"

namespace keel {

namespace {

/// The service names at most this many causes.
constexpr int MostCauses = 20;

} // namespace

bool sameCause(const ErrorCause& l, const ErrorCause& r)
{
    return l.code == r.code && l.kind == r.kind && l.link == r.link && l.table == r.table &&
           l.constraint == r.constraint && l.sqlState == r.sqlState;
}

ErrorReview::ErrorReview(SyncService& service, QString who, QObject* parent)
    : QObject(parent), m_service(service), m_who(std::move(who))
{
    connect(&m_service, &SyncService::errorsArrived, this, &ErrorReview::take);
    connect(&m_service, &SyncService::commandFinished, this, &ErrorReview::ended);
}

void ErrorReview::setFilter(const ErrorFilter& filter)
{
    m_filter = filter;
    m_cause.reset();
    m_request = 0;
    refresh();
    emit filterChanged();
}

bool ErrorReview::isDefault() const
{
    return m_filter.openOnly && m_filter.text.isEmpty() && !m_filter.link && !m_filter.table && !m_filter.kind &&
           !m_filter.code && !m_filter.since;
}

void ErrorReview::setCause(const std::optional<ErrorCause>& cause)
{
    m_cause = cause;
    emit filterChanged();
    emit changed();
}

ErrorFilter ErrorReview::tableFilter() const
{
    ErrorFilter filter = m_filter;
    if (m_cause) {
        filter.link = m_cause->link;
        filter.table = m_cause->table;
        filter.kind = m_cause->kind;
        filter.code = m_cause->code;
        filter.sqlState = m_cause->sqlState;
        filter.constraint = m_cause->constraint;
    }
    return filter;
}

void ErrorReview::refresh()
{
    // One question at a time: an answer is a little late rather than never there.
    if (m_request != 0) {
        m_again = true;
        return;
    }
    m_request = nextRequest();
    ErrorQuery query;
    query.request = m_request;
    query.filter = m_filter;
    query.limit = 1;
    m_service.requestErrors(query);
}

void ErrorReview::take(const ErrorPage& page)
{
    if (page.request != m_request)
        return;
    m_request = 0;
    if (!page.failure) {
        m_answered = true;
        m_total = page.total;
        m_causes = page.causes;
        if (m_cause) {
            const auto same = [this](const ErrorCause& cause) { return sameCause(cause, *m_cause); };
            const auto found = std::find_if(m_causes.cbegin(), m_causes.cend(), same);
            // Its last row went in: back to all causes, rather than an empty table.
            if (found == m_causes.cend())
                setCause(std::nullopt);
            else
                m_cause = *found;
        }
        emit changed();
    }
    if (std::exchange(m_again, false))
        refresh();
}

QString ErrorReview::answer() const
{
    if (!m_answered)
        return tr("Errors");
    if (m_total == 0)
        return isDefault() ? tr("No row waits") : tr("No error matches");
    const int causes = static_cast<int>(m_causes.size());
    const QString rows = say::number(m_total);
    if (isDefault()) {
        if (m_total == 1)
            return tr("1 row waits");
        if (causes >= MostCauses)
            return tr("%1 rows wait, from %2 causes or more").arg(rows).arg(causes);
        return causes == 1 ? tr("%1 rows wait, from 1 cause").arg(rows)
                           : tr("%1 rows wait, from %2 causes").arg(rows).arg(causes);
    }
    if (m_total == 1)
        return tr("1 error matches");
    return causes == 1 ? tr("%1 errors match, from 1 cause").arg(rows)
                       : tr("%1 errors match, from %2 causes").arg(rows).arg(causes);
}

QString ErrorReview::remark() const
{
    if (!m_answered)
        return {};
    if (m_total == 0)
        return isDefault() ? tr("Every row that was sent went in.") : QString();
    return isDefault() ? tr("Everything else goes on. A row that goes in leaves this list by itself.") : QString();
}

void ErrorReview::run(Action action, const QList<qint64>& ids)
{
    if (ids.isEmpty())
        return;
    const quint64 request = nextRequest();
    m_commands.insert(request, action);
    switch (action) {
    case Action::Retry:
        m_service.retryErrors(request, ids, m_who);
        break;
    case Action::Resolve:
        m_service.resolveErrors(request, ids, m_who);
        break;
    case Action::Ignore:
        m_service.ignoreErrors(request, ids, m_who);
        break;
    }
}

void ErrorReview::runMatching(Action action)
{
    const quint64 request = nextRequest();
    m_commands.insert(request, action);
    switch (action) {
    case Action::Retry:
        m_service.retryMatching(request, tableFilter(), m_who);
        break;
    case Action::Resolve:
        m_service.closeMatching(request, tableFilter(), ErrorState::Resolved, m_who);
        break;
    case Action::Ignore:
        m_service.closeMatching(request, tableFilter(), ErrorState::Ignored, m_who);
        break;
    }
}

void ErrorReview::ended(const CommandOutcome& outcome)
{
    const auto found = m_commands.constFind(outcome.request);
    if (found == m_commands.cend())
        return;
    const Action action = found.value();
    m_commands.erase(found);
    if (outcome.failure) {
        emit commandEnded(say::sentence(*outcome.failure), false);
        return;
    }
    const bool one = outcome.affected == 1;
    const QString rows = say::number(outcome.affected);
    switch (action) {
    case Action::Retry:
        emit commandEnded(one ? tr("1 row is tried again; it leaves this list when it went in.")
                              : tr("%1 rows are tried again; those that go in leave this list.").arg(rows),
                          true);
        break;
    case Action::Resolve:
        emit commandEnded(one ? tr("1 error marked as resolved.") : tr("%1 errors marked as resolved.").arg(rows),
                          true);
        break;
    case Action::Ignore:
        emit commandEnded(one ? tr("1 error ignored.") : tr("%1 errors ignored.").arg(rows), true);
        break;
    }
}

} // namespace keel
