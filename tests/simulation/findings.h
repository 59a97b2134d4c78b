// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace keel::sim {

/// The first thing that went wrong, and what happened until then.
class Findings
{
public:
    struct Failure
    {
        QString check; ///< "lost", "unequal", …: the name of the check that failed
        QString detail;
    };

    explicit Findings(bool keepLog) : m_keepLog(keepLog) {}

    void fail(const char* check, const QString& detail)
    {
        log([&] { return QStringLiteral("FAILED %1: %2").arg(QLatin1StringView(check), detail); });
        if (!m_failure)
            m_failure = Failure{QString::fromLatin1(check), detail};
    }
    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }

    /// Takes a function, so that a run without a log does not make its lines. Ends with the failure.
    template <class MakeLine>
    void log(MakeLine&& makeLine)
    {
        if (m_keepLog && !m_failure)
            m_lines.append(makeLine());
    }
    [[nodiscard]] const QStringList& lines() const { return m_lines; }

private:
    bool m_keepLog;
    std::optional<Failure> m_failure;
    QStringList m_lines;
};

} // namespace keel::sim
