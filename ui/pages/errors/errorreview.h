// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/syncservice.h"

#include <QHash>
#include <QObject>

namespace keel {

/// What the errors page knows apart from its table: the filter, the causes of what matches, and the commands on way.
class ErrorReview : public QObject
{
    Q_OBJECT

public:
    enum class Action { Retry, Resolve, Ignore };

    ErrorReview(SyncService& service, QString who, QObject* parent = nullptr);

    /// What the filter line says, without the chosen cause.
    void setFilter(const ErrorFilter& filter);
    [[nodiscard]] const ErrorFilter& filter() const { return m_filter; }
    /// True when the filter line leaves out nothing but what is closed.
    [[nodiscard]] bool isDefault() const;

    void setCause(const std::optional<ErrorCause>& cause);
    [[nodiscard]] const std::optional<ErrorCause>& cause() const { return m_cause; }
    /// Filter line and cause together: what the table shows.
    [[nodiscard]] ErrorFilter tableFilter() const;

    [[nodiscard]] const QList<ErrorCause>& causes() const { return m_causes; }
    [[nodiscard]] bool hasAnswer() const { return m_answered; }
    [[nodiscard]] qint64 total() const { return m_total; }
    /// "17 rows wait, from 3 causes".
    [[nodiscard]] QString answer() const;
    /// What that means, in one sentence.
    [[nodiscard]] QString remark() const;

    void refresh();
    void run(Action action, const QList<qint64>& ids);
    /// Everything that matches.
    void runMatching(Action action);

signals:
    /// Total or causes are new.
    void changed();
    /// The table must ask anew.
    void filterChanged();
    void commandEnded(const QString& sentence, bool good);

private:
    void take(const ErrorPage& page);
    void ended(const CommandOutcome& outcome);

    SyncService& m_service;
    QString m_who;
    ErrorFilter m_filter;
    std::optional<ErrorCause> m_cause;
    QList<ErrorCause> m_causes;
    QHash<quint64, Action> m_commands;
    qint64 m_total = 0;
    quint64 m_request = 0;
    bool m_answered = false;
    bool m_again = false;
};

[[nodiscard]] bool sameCause(const ErrorCause& l, const ErrorCause& r);

} // namespace keel
