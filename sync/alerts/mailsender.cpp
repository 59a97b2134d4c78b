// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/alerts/mailsender.h"

#include "sync/alerts/alerttext.h"

#include <QLoggingCategory>
#include <QProcess>
#include <QTimer>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(alertsLog, "keel.alerts")

void tellFailure(const QString& why)
{
    qCWarning(alertsLog).noquote() << QStringLiteral("event=mail-failed reason=\"%1\"").arg(why);
}

} // namespace

MailSender::MailSender(AlertConfig config, QObject* parent, QString program, std::chrono::milliseconds patience)
    : QObject(parent), m_config(std::move(config)), m_program(std::move(program)), m_patience(patience)
{}

void MailSender::send(const QList<Alert>& alerts)
{
    auto* process = new QProcess(this);
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // finished() follows
        tellFailure(QStringLiteral("%1 cannot be started: %2").arg(m_program, process->errorString()));
        process->deleteLater();
        emit sent(false);
    });
    connect(process, &QProcess::finished, this, [this, process](int code, QProcess::ExitStatus how) {
        const bool taken = how == QProcess::NormalExit && code == 0;
        if (!taken)
            tellFailure(how == QProcess::NormalExit ? QStringLiteral("%1 ended with %2").arg(m_program).arg(code)
                                                    : QStringLiteral("%1 did not end in time").arg(m_program));
        process->deleteLater();
        emit sent(taken);
    });
    QTimer::singleShot(m_patience, process, &QProcess::kill);
    process->start(m_program, {QStringLiteral("-t"), QStringLiteral("-i")});
    process->write(alertMail(m_config, alerts, QDateTime::currentDateTimeUtc()));
    process->closeWriteChannel();
}

} // namespace keel
