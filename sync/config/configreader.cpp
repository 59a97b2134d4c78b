// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/configreader.h"

#include "sync/config/readparts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace keel {

namespace {

constexpr qint64 maxConfigBytes = 4 * 1024 * 1024;

Error configError(ErrorCode code, const QString& place, const QString& detail, const QString& mend)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = code;
    error.place = place;
    error.detail = detail;
    error.mend = mend;
    return error;
}

Result<QString> givenFile(const QString& file, const QString& how, const QDir& from)
{
    const QString absolute = QDir::cleanPath(from.absoluteFilePath(file));
    if (QFileInfo(absolute).isFile())
        return absolute;
    return fail(configError(ErrorCode::NotFound, absolute, QStringLiteral("there is no such file"),
                            QStringLiteral("%1 names it").arg(how)));
}

Result<QByteArray> contents(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(configError(ErrorCode::AccessDenied, name, file.errorString(),
                                QStringLiteral("let the user that runs Evenkeel read it")));
    if (file.size() > maxConfigBytes)
        return fail(configError(ErrorCode::ConfigInvalid, name, QStringLiteral("the file is larger than 4 MiB"), {}));
    return file.readAll();
}

void warnOfVariables(Reading& reading)
{
    const auto value = reading.variable(QStringLiteral("SYNC_AUTO_TURN_OFF"));
    if (value && (value->text.toLower() == u"true" || value->text == u"1"))
        reading.warnings.append(QStringLiteral("SYNC_AUTO_TURN_OFF has no effect: sync never switches itself off"));
}

} // namespace

Result<QString> findConfig(const ConfigInput& input)
{
    const QDir from(input.workingDir.isEmpty() ? QDir::currentPath() : input.workingDir);
    if (!input.explicitFile.isEmpty())
        return givenFile(input.explicitFile, QStringLiteral("--config"), from);
    const QString named = input.environment.value(QStringLiteral("EVENKEEL_CONFIG"));
    if (!named.isEmpty())
        return givenFile(named, QStringLiteral("the variable EVENKEEL_CONFIG"), from);
    QString home = input.environment.value(QStringLiteral("XDG_CONFIG_HOME"));
    // The XDG specification: a relative path is to be ignored.
    if (home.isEmpty() || QDir::isRelativePath(home))
        home = input.environment.value(QStringLiteral("HOME"), QDir::homePath()) + QStringLiteral("/.config");
    const QStringList places{from.absoluteFilePath(QStringLiteral("evenkeel.json")),
                             QDir::cleanPath(home + QStringLiteral("/evenkeel/evenkeel.json"))};
    for (const QString& place : places) {
        if (QFileInfo(place).isFile())
            return place;
    }
    return fail(configError(ErrorCode::NotFound, {},
                            QStringLiteral("no config found: looked for %1").arg(places.join(u" and ")),
                            QStringLiteral("name one with --config FILE, or try \"evenkeel demo\"")));
}

tl::expected<Config, ConfigErrors> readConfig(const ConfigInput& input)
{
    const auto file = findConfig(input);
    if (!file)
        return tl::unexpected(ConfigErrors{file.error()});
    const auto bytes = contents(*file);
    if (!bytes)
        return tl::unexpected(ConfigErrors{bytes.error()});

    Reading reading(*file, input.environment);
    const auto parsed = parseJson(*bytes);
    if (!parsed) {
        reading.fault(parsed.error().line, parsed.error().column, {}, parsed.error().said);
        return tl::unexpected(reading.errors);
    }
    if (parsed->kind != JsonNode::Kind::Object) {
        reading.fault(*parsed, {}, QStringLiteral("found %1, expected an object").arg(kindName(parsed->kind)));
        return tl::unexpected(reading.errors);
    }
    reading.readDotEnv();
    warnOfVariables(reading);

    Config config;
    config.file = *file;
    Section root(reading, &*parsed, {});
    ReadEndpoints endpoints = readEndpoints(root);
    config.links = readLinks(root, endpoints);
    readService(root, endpoints, config);
    root.finish();
    config.endpoints = endpoints.endpoints;
    if (reading.errors.empty())
        checkTree(config, reading, *parsed);
    if (!reading.errors.empty())
        return tl::unexpected(reading.errors);

    warnOfRisks(config, reading);
    config.warnings = reading.warnings;
    config.origins = reading.origins;
    return config;
}

QString indexed(const QString& list, std::size_t index)
{
    return QStringLiteral("%1[%2]").arg(list).arg(index);
}

} // namespace keel
