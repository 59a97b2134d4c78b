// SPDX-License-Identifier: GPL-3.0-or-later
#include "service.h"

#include <QFile>
#include <QTcpServer>

Service::Service()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    m_port = server.serverPort();
}

void Service::writeConfig(const QString& api) const
{
    m_program.writeConfig(QStringLiteral(R"({"endpoints": {"left": {"driver": "sqlite", "path": "left.db"},
                                                           "right": {"driver": "sqlite", "path": "right.db"}},
                                             "links": [{"name": "pair", "a": "left", "b": "right", "intervalMs": 500,
                                                        "realtime": false, "tables": [{"a": "items", "b": "items"}]}],
                                             "api": {"port": %1%2}})")
                              .arg(m_port)
                              .arg(api.isEmpty() ? QString() : QStringLiteral(", ") + api)
                              .toUtf8());
}

void Service::start()
{
    stop();
    m_log.clear();
    m_process = m_program.start({QStringLiteral("serve")});
    m_process->waitForStarted();
}

void Service::stop()
{
    if (!m_process)
        return;
    m_process->terminate();
    if (!m_process->waitForFinished(30000))
        m_process->kill();
    m_process->waitForFinished();
    m_process.reset();
}

QString Service::log()
{
    if (m_process) {
        m_process->waitForReadyRead(0);
        m_log += QString::fromUtf8(m_process->readAllStandardError());
    }
    return m_log;
}

QJsonObject Service::status() const
{
    const auto answer = m_program.run({QStringLiteral("status"), QStringLiteral("--json")});
    return answer.json()[u"status"].toObject();
}

QByteArray Service::token(const QString& role) const
{
    const QString name = QStringLiteral("data/evenkeel/api-token") + (role.isEmpty() ? QString() : u'-' + role);
    QFile file(m_program.path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}
