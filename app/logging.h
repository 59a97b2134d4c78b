// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/config.h"

#include <memory>

namespace keel {

/// Where log lines go while it lives: stderr, and with a folder also its evenkeel.log, which is set aside at 5 MiB
/// (four older ones are kept). The newest one alive has the lines; they may come from any thread.
class Logging
{
public:
    /// `verbose` wins over the level of the config. An empty folder: no file.
    Logging(const LogConfig& config, bool verbose, const QString& folder = {});
    ~Logging();
    Logging(const Logging&) = delete;
    Logging& operator=(const Logging&) = delete;

    /// For commands that print a result: warnings and worse only.
    [[nodiscard]] static LogConfig quiet();

private:
    struct Sink;
    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& message);

    std::unique_ptr<Sink> m_sink;
    void* m_formerSink = nullptr;
    QtMessageHandler m_former = nullptr;
};

} // namespace keel
