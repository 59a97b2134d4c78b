// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/queries.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace keel {

/// Commands that are under way, each in one or more parts (a link each); done when all its parts ended. An asker's
/// request numbers may meet another asker's: parts carry a number of our own.
class Commands
{
public:
    [[nodiscard]] quint64 begin(quint64 request, int parts)
    {
        m_open.insert(++m_last, {{request, 0, std::nullopt}, parts});
        return m_last;
    }
    /// The outcome once the last part ended. The first failure is the command's.
    [[nodiscard]] std::optional<CommandOutcome> end(quint64 command, qint64 affected,
                                                    const std::optional<Error>& failure)
    {
        const auto it = m_open.find(command);
        if (it == m_open.end())
            return std::nullopt;
        it->outcome.affected += affected;
        if (!it->outcome.failure)
            it->outcome.failure = failure;
        if (--it->parts > 0)
            return std::nullopt;
        return m_open.take(command).outcome;
    }
    /// What never ended, for the end of the service.
    [[nodiscard]] QList<CommandOutcome> abandon(const Error& why)
    {
        QList<CommandOutcome> outcomes;
        for (Open& open : m_open) {
            open.outcome.failure = why;
            outcomes.push_back(open.outcome);
        }
        m_open.clear();
        return outcomes;
    }

private:
    struct Open
    {
        CommandOutcome outcome;
        int parts = 1;
    };

    quint64 m_last = 0;
    QHash<quint64, Open> m_open;
};

} // namespace keel
