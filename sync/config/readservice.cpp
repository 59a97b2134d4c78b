// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include <QDir>
#include <QTimeZone>

#include <algorithm>

namespace keel {

namespace {

void readWatchdog(Section section, WatchdogConfig& out)
{
    section.boolean(QStringLiteral("enabled"), out.enabled, QStringLiteral("SYNC_WATCHDOG_ENABLED"));
    section.duration(QStringLiteral("checkIntervalMs"), out.checkInterval, {100, 3600 * 1000});
    section.integer(QStringLiteral("maxRestarts"), out.maxRestarts, {0, 1'000'000});
    section.finish();
}

/// Secrets are never repeated in a message.
void readWebhookSecrets(Section& section, ApiConfig& out)
{
    Reading& reading = section.reading();
    const QString key = QStringLiteral("webhookSecrets");
    const auto items = section.list(key);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QString path = indexed(section.pathOf(key), i);
        if (items[i]->kind != JsonNode::Kind::String) {
            reading.fault(*items[i], path, QStringLiteral("found %1, expected a text").arg(kindName(items[i]->kind)));
            continue;
        }
        const auto scalar = reading.resolve(*items[i], path);
        if (!scalar)
            continue;
        const QString text = scalar->text.trimmed();
        const qsizetype from = text.startsWith(u"whsec_") ? 6 : 0;
        const auto decoded =
            QByteArray::fromBase64Encoding(text.mid(from).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (out.enabled && (!decoded || decoded.decoded.size() < 16))
            reading.fault(*items[i], path,
                          QStringLiteral("is no webhook secret, expected \"whsec_\" and at least 16 bytes in base64"));
        if (!scalar->isReferred())
            reading.literalSecrets.append(path);
        out.webhookSecrets.push_back(Secret(text));
    }
}

/// Whether the files can be used is seen when the service starts, which may be under another user.
void readTls(Section section, TlsConfig& out)
{
    const auto file = [&section](const QString& key, QString& path) {
        QString text;
        section.text(key, text);
        if (section.isPresent() && text.isEmpty())
            section.fault(key, QStringLiteral("missing, expected the path of a file in PEM"));
        else if (!text.isEmpty())
            path = QDir::cleanPath(QDir(section.reading().folder()).absoluteFilePath(text));
    };
    file(QStringLiteral("certificate"), out.certificate);
    file(QStringLiteral("key"), out.key);
    section.finish();
}

void readApi(Section section, ApiConfig& out)
{
    out.isWritten = section.isPresent();
    section.boolean(QStringLiteral("enabled"), out.enabled);
    section.text(QStringLiteral("address"), out.address);
    section.integer(QStringLiteral("port"), out.port, {0, 65535});
    readTls(section.child(QStringLiteral("tls")), out.tls);
    section.texts(QStringLiteral("hosts"), out.hosts);
    readWebhookSecrets(section, out);
    if (out.enabled && !isLoopback(out.address) && (!out.tls.isSet() || out.hosts.isEmpty()))
        section.fault(QStringLiteral("address"),
                      QStringLiteral("found \"%1\", expected an address of this machine alone, such as 127.0.0.1")
                          .arg(out.address),
                      QStringLiteral("others can reach that one: it needs api.tls with a certificate and a key, and "
                                     "api.hosts with the names under which it is called"));
    section.finish();
}

void readLog(Section section, LogConfig& out)
{
    Reading& reading = section.reading();
    const QString level = QStringLiteral("level");
    if (const auto verbose = reading.variable(QStringLiteral("SYNC_LOG_VERBOSE")); verbose && !section.has(level)) {
        const QString word = verbose->text.trimmed().toLower();
        if (word == u"true" || word == u"1" || word == u"yes" || word == u"on") {
            out.level = QStringLiteral("debug");
            reading.origins.insert(section.pathOf(level), verbose->origin);
        }
    }
    section.choice(
        level, out.level,
        {QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error")});
    section.integer(QStringLiteral("everyNthCycle"), out.everyNthCycle, {1, 1'000'000});
    section.choice(QStringLiteral("format"), out.format, {QStringLiteral("text"), QStringLiteral("json")});
    section.finish();
}

void readKeep(Section section, KeepConfig& out)
{
    section.period(QStringLiteral("history"), out.history);
    section.period(QStringLiteral("conflicts"), out.conflicts);
    section.period(QStringLiteral("undo"), out.undo);
    section.finish();
}

QString readTimeZone(Section section)
{
    const QString key = QStringLiteral("timeZone");
    QString zone = QStringLiteral("system");
    const bool given = section.text(key, zone);
    if (given && zone != u"system" && !QTimeZone::isTimeZoneIdAvailable(zone.toUtf8()))
        section.fault(
            key, QStringLiteral("found \"%1\", expected \"system\" or a zone such as \"Europe/Berlin\"").arg(zone));
    section.finish();
    return zone == u"system" ? QString::fromUtf8(QTimeZone::systemTimeZoneId()) : zone;
}

/// The endpoint that an entry of a list for later versions names.
void readEndpointName(Section& section, const ReadEndpoints& known)
{
    const QString key = QStringLiteral("endpoint");
    QString name;
    if (!section.has(key))
        section.fault(key, QStringLiteral("missing, expected the name of an endpoint"));
    if (!section.text(key, name) || known.faulty.contains(name) || known.withoutAddress.contains(name))
        return;
    if (std::ranges::find(known.endpoints, EndpointName(name), &EndpointConfig::name) == known.endpoints.end())
        section.fault(key, QStringLiteral("there is no endpoint \"%1\"").arg(name));
}

void readProtection(Section section, const ReadEndpoints& known)
{
    QString text;
    int number = 0;
    readEndpointName(section, known);
    section.text(QStringLiteral("table"), text);
    section.integer(QStringLiteral("minRows"), number, {0, 2'000'000'000});
    section.integer(QStringLiteral("checkIntervalMs"), number, {100, 24 * 3600 * 1000});
    section.choice(QStringLiteral("onBreach"), text, {QStringLiteral("restore"), QStringLiteral("alert")});
    section.finish();
}

void readBackup(Section section, const ReadEndpoints& known)
{
    int number = 0;
    readEndpointName(section, known);
    section.integer(QStringLiteral("everyMinutes"), number, {1, 365 * 24 * 60});
    section.integer(QStringLiteral("keepPercent"), number, {0, 100});
    section.integer(QStringLiteral("pruneEveryDays"), number, {1, 3650});
    section.finish();
}

template <class Read>
void readLater(Section& root, const QString& key, Read read)
{
    const auto items = root.list(key);
    for (std::size_t i = 0; i < items.size(); ++i)
        read(Section(root.reading(), items[i], indexed(key, i)));
    if (!items.empty())
        root.reading().warnings.append(QStringLiteral("%1 has no effect in this version").arg(key));
}

} // namespace

void readService(Section& root, const ReadEndpoints& endpoints, Config& config)
{
    readWatchdog(root.child(QStringLiteral("watchdog")), config.watchdog);
    readApi(root.child(QStringLiteral("api")), config.api);
    readLog(root.child(QStringLiteral("log")), config.log);
    readKeep(root.child(QStringLiteral("keep")), config.keep);
    config.timeZone = readTimeZone(root.child(QStringLiteral("display")));
    readLater(root, QStringLiteral("protection"), [&](Section s) { readProtection(std::move(s), endpoints); });
    readLater(root, QStringLiteral("backups"), [&](Section s) { readBackup(std::move(s), endpoints); });
    config.alerts = readAlerts(root);
}

void warnOfRisks(const Config& config, Reading& reading)
{
    for (const EndpointConfig& endpoint : config.endpoints) {
        if (endpoint.driver == u"postgresql" && !isLoopback(endpoint.host) && endpoint.sslMode != u"verify-full")
            reading.warnings.append(
                QStringLiteral("endpoints.%1: sslMode \"%2\" does not prove that %3 is the right server; use "
                               "\"verify-full\"")
                    .arg(endpoint.name.value, endpoint.sslMode, endpoint.host));
    }
    if (!reading.literalSecrets.isEmpty() && isOpenToOthers(reading.file()))
        reading.warnings.append(QStringLiteral("%1 holds a password (%2) and others can read it; run: chmod 600 %1, or "
                                               "use \"${env:NAME}\"")
                                    .arg(reading.file(), reading.literalSecrets.join(u", ")));
}

} // namespace keel
