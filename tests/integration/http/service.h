// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../commands/program.h"
#include "client.h"

/// A `serve` on two SQLite files with a link "pair", on a port of its own.
class Service
{
public:
    Service();
    ~Service() { stop(); }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] const Program& program() const { return m_program; }
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }

    /// `api` is what stands in the config's "api" beside the port: "\"hosts\": [\"x\"]".
    void writeConfig(const QString& api = {}) const;
    /// Starts it; how to see that it answers is the caller's.
    void start();
    void stop();
    [[nodiscard]] QString log();
    /// `status --json`, which asks by the unix socket.
    [[nodiscard]] QJsonObject status() const;

    [[nodiscard]] QByteArray token(const QString& role = {}) const;
    [[nodiscard]] Client client(const QString& role = {}) const { return Client(m_port, token(role)); }

private:
    Program m_program;
    std::unique_ptr<QProcess> m_process;
    QString m_log;
    int m_port = 0;
};
