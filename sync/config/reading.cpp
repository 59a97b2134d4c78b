// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/reading.h"

#include "sync/config/dotenv.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace keel {

namespace {

/// A secret's file holds a line; anything large is the wrong file.
constexpr qint64 maxReferredBytes = 64 * 1024;

bool looksSecret(const QString& name)
{
    static const QRegularExpression form(QStringLiteral("PASS|SECRET|TOKEN|KEY"));
    return form.match(name).hasMatch();
}

} // namespace

bool isOpenToOthers(const QString& file)
{
    return QFile::permissions(file).testAnyFlags(QFileDevice::ReadGroup | QFileDevice::ReadOther);
}

QString Reading::folder() const
{
    return QFileInfo(m_file).absolutePath();
}

void Reading::readDotEnv()
{
    const QString name = QDir(folder()).filePath(QStringLiteral(".env"));
    QFile file(name);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        warnings.append(QStringLiteral("%1 cannot be read: %2").arg(name, file.errorString()));
        return;
    }
    const DotEnv parsed = parseDotEnv(QString::fromUtf8(file.readAll()));
    m_dotEnv = parsed.values;
    for (const DotEnvFault& found : parsed.faults)
        warnings.append(QStringLiteral("%1:%2: %3; the line is passed over").arg(name).arg(found.line).arg(found.said));
    for (auto it = m_dotEnv.cbegin(); it != m_dotEnv.cend(); ++it)
        dotEnvHoldsSecret = dotEnvHoldsSecret || (looksSecret(it.key()) && !it.value().isEmpty());
    if (dotEnvHoldsSecret && isOpenToOthers(name))
        warnings.append(QStringLiteral("%1 holds a secret and others can read it; run: chmod 600 %1").arg(name));
}

std::optional<EnvValue> Reading::variable(const QString& name) const
{
    if (m_environment.contains(name))
        return EnvValue{m_environment.value(name), QStringLiteral("env ") + name};
    const auto it = m_dotEnv.constFind(name);
    if (it == m_dotEnv.cend())
        return std::nullopt;
    return EnvValue{*it, QStringLiteral(".env ") + name};
}

std::optional<Scalar> Reading::resolve(const JsonNode& node, const QString& path)
{
    static const QRegularExpression whole(QStringLiteral("^\\$\\{(\\w+):([^}]*)\\}$"));
    static const QRegularExpression part(QStringLiteral("\\$\\{(env|file|keychain):"));
    Scalar scalar{&node, node.text};
    if (node.kind == JsonNode::Kind::Boolean)
        scalar.text = node.boolean ? QStringLiteral("true") : QStringLiteral("false");
    if (node.kind != JsonNode::Kind::String)
        return scalar;
    const auto match = whole.match(node.text);
    if (!match.hasMatch()) {
        if (!part.match(node.text).hasMatch())
            return scalar;
        fault(node, path, QStringLiteral("found a reference inside a longer text"),
              QStringLiteral("a reference must be the whole value"));
        return std::nullopt;
    }
    const QString kind = match.captured(1);
    const QString name = match.captured(2);
    if (kind == u"file")
        return readReferredFile(node, path, name);
    if (kind == u"env") {
        if (const auto value = variable(name))
            return Scalar{&node, value->text, value->origin};
        fault(node, path, QStringLiteral("found ${env:%1}, but %1 is not set").arg(name),
              QStringLiteral("set %1 in the environment or in %2/.env").arg(name, folder()));
        return std::nullopt;
    }
    if (kind == u"keychain") {
        fault(node, path,
              QStringLiteral("found ${keychain:%1}: it needs the desktop's keychain, which is not available "
                             "in this version")
                  .arg(name),
              QStringLiteral("use ${env:NAME} or ${file:PATH}"));
        return std::nullopt;
    }
    fault(node, path, QStringLiteral("found ${%1:…}, expected ${env:NAME} or ${file:PATH}").arg(kind));
    return std::nullopt;
}

std::optional<Scalar> Reading::readReferredFile(const JsonNode& node, const QString& path, const QString& name)
{
    const QString absolute = QDir(folder()).absoluteFilePath(name);
    QFile referred(absolute);
    if (name.isEmpty() || !referred.open(QIODevice::ReadOnly)) {
        fault(node, path, QStringLiteral("the file %1 cannot be read: %2").arg(absolute, referred.errorString()),
              QStringLiteral("relative paths are taken from %1").arg(folder()));
        return std::nullopt;
    }
    const QByteArray read = referred.read(maxReferredBytes + 1); // a device has no size and no end
    if (read.size() > maxReferredBytes) {
        fault(node, path, QStringLiteral("the file %1 is larger than 64 KiB").arg(absolute));
        return std::nullopt;
    }
    QString text = QString::fromUtf8(read);
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    return Scalar{&node, text, QStringLiteral("file ") + absolute};
}

void Reading::fault(const JsonNode& node, const QString& path, const QString& detail, const QString& mend)
{
    fault(node.line, node.column, path, detail, mend);
}

void Reading::fault(int line, int column, const QString& path, const QString& detail, const QString& mend)
{
    QString place = QStringLiteral("%1:%2:%3").arg(m_file).arg(line).arg(column);
    if (!path.isEmpty())
        place += QStringLiteral(": ") + path;
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::ConfigInvalid;
    error.detail = detail;
    error.place = place;
    error.mend = mend;
    errors.push_back(std::move(error));
}

void Reading::faultOfVariable(const EnvValue& value, const QString& detail, const QString& mend)
{
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::ConfigInvalid;
    error.detail = detail;
    error.place = value.origin;
    error.mend = mend;
    // One variable can be the default of several links; it is one fault.
    for (const Error& known : errors) {
        if (known.place == error.place && known.detail == error.detail)
            return;
    }
    errors.push_back(std::move(error));
}

} // namespace keel
