// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/message.h"
#include "sync/api/queries.h"

#include <QHash>
#include <QJsonArray>

#include <functional>
#include <memory>
#include <optional>

namespace keel::http {

/// A cycle or a comparison that somebody asked for.
struct Run
{
    enum class Kind { Cycle, Verify };
    QString id;
    Kind kind = Kind::Cycle;
    quint64 request = 0;
    QList<LinkName> links;
    QDateTime startedAt;
    std::optional<QDateTime> endedAt;
    std::optional<Error> failure;
    QHash<LinkName, CycleRecord> cycles; ///< summed up
    QHash<LinkName, Proof> proofs;
};

[[nodiscard]] QJsonObject toJson(const Run& run);

/// The runs of the API, the newest few hundred of them. Lives in the service's thread.
class Runs
{
public:
    using Done = std::function<void(const Answer&)>;

    Run& begin(Run::Kind kind, quint64 request, const QList<LinkName>& links);
    [[nodiscard]] const Run* find(const QString& id) const;
    [[nodiscard]] const Run* findRequest(quint64 request) const { return find(m_byRequest.value(request)); }
    /// Answers with the result once the run ends, or that it still runs after `limit`.
    void wait(const QString& id, const Done& done, QObject* context);
    void addCycle(const CycleRecord& cycle);
    /// The run that ended, nullptr where the request was none.
    const Run* end(const CommandOutcome& outcome, const ServiceSnapshot& snapshot);

private:
    QHash<QString, Run> m_runs;
    QList<QString> m_order; ///< oldest first
    QHash<quint64, QString> m_byRequest;
    QHash<QString, QList<Done>> m_waiting;
};

} // namespace keel::http
