// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/configreload.h"

#include "app/host.h"
#include "sync/config/configreader.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

namespace keel {

namespace {

Q_LOGGING_CATEGORY(reloadLog, "keel.config")

QString noticeOf(const QString& file, const ConfigErrors& errors)
{
    const QString more = errors.size() > 1 ? QStringLiteral(" (and %1 more)").arg(errors.size() - 1) : QString();
    return QStringLiteral("%1 is not valid, so the service goes on with what it had: %2%3")
        .arg(QFileInfo(file).fileName(), toText(errors.front()), more);
}

} // namespace

ConfigReload::ConfigReload(Host& host, QObject* parent)
    : QObject(parent), m_host(host), m_watch(host.config().file, this)
{
    connect(&m_watch, &ConfigWatch::changed, this, [this] { reload(QStringLiteral("a change of the file")); });
}

void ConfigReload::reload(const QString& who)
{
    const QString file = m_host.config().file;
    m_watch.takeAsKnown();
    const auto next = readConfig({.explicitFile = file,
                                  .environment = QProcessEnvironment::systemEnvironment(),
                                  .workingDir = QDir::currentPath()});
    if (!next) {
        for (const Error& error : next.error())
            qCWarning(reloadLog).noquote() << "event=config-refused" << u"error="_qs + toText(error);
        m_host.refuseConfig(noticeOf(file, next.error()));
        return;
    }
    for (const QString& warning : next->warnings)
        qCWarning(reloadLog).noquote() << "event=config-warning" << warning;
    const ConfigDiff diff = m_host.takeConfig(*next);
    qCInfo(reloadLog).noquote() << "event=config-read" << u"by=\"%1\""_qs.arg(who) << diff.text();
    if (diff.changesSomething())
        m_host.service().note(who, QStringLiteral("config"), diff.text());
    emit read();
}

void ConfigReload::say(const Error& problem)
{
    qCWarning(reloadLog).noquote() << "event=not-read-again" << u"error="_qs + toText(problem);
    m_host.refuseConfig(toText(problem));
}

} // namespace keel
