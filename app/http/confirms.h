// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <unordered_map>

namespace keel::http {

/// Words that a dry run hands out and that the call itself must bring back: each is good once, for five minutes, for
/// that call, that plan and that caller only. Holds no clock. One thread.
class Confirms
{
public:
    using Now = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes lifetime{5};

    /// `subject` is what was shown: the call and all of its plan. `caller` is who saw it.
    [[nodiscard]] QByteArray issue(const QByteArray& subject, const QByteArray& caller, Now now);
    /// Uses it up. False: unknown, used, too old, or for something else.
    [[nodiscard]] bool take(const QByteArray& word, const QByteArray& subject, const QByteArray& caller, Now now);

private:
    struct Given
    {
        QByteArray bound; ///< digest of subject and caller
        Now until;
    };
    void forget(Now now);

    std::unordered_map<std::string, Given> m_given;
};

} // namespace keel::http
