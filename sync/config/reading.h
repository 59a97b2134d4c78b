// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/configreader.h"
#include "sync/config/jsontext.h"

#include <QMap>

#include <optional>

namespace keel {

/// A variable and where it was set.
struct EnvValue
{
    QString text;
    QString origin; ///< "env NAME" or ".env NAME"
};

/// A scalar of the file with its reference resolved.
struct Scalar
{
    const JsonNode* node = nullptr;
    QString text;
    QString origin = QStringLiteral("file"); ///< else "env NAME", ".env NAME", "file PATH"
    [[nodiscard]] bool isReferred() const { return origin != QStringLiteral("file"); }
};

/// What the parts of one reading share: the variables, and the faults, warnings and origins found so far.
class Reading
{
public:
    Reading(QString file, const QProcessEnvironment& environment) : m_file(std::move(file)), m_environment(environment)
    {}

    /// Reads the .env beside the config, if there is one. Faults in it are warnings: it may serve other programs too.
    void readDotEnv();

    [[nodiscard]] std::optional<EnvValue> variable(const QString& name) const;
    /// Resolves "${env:NAME}" and "${file:PATH}"; nullopt after a fault. The node is a scalar.
    [[nodiscard]] std::optional<Scalar> resolve(const JsonNode& node, const QString& path);

    void fault(const JsonNode& node, const QString& path, const QString& detail, const QString& mend = {});
    void fault(int line, int column, const QString& path, const QString& detail, const QString& mend = {});
    void faultOfVariable(const EnvValue& value, const QString& detail, const QString& mend = {});

    [[nodiscard]] const QString& file() const { return m_file; }
    /// Folder of the config: what relative paths are taken from.
    [[nodiscard]] QString folder() const;

    ConfigErrors errors;
    QStringList warnings;
    QMap<QString, QString> origins;
    QStringList literalSecrets; ///< paths of secrets that are written into the config itself
    bool dotEnvHoldsSecret = false;

private:
    [[nodiscard]] std::optional<Scalar> readReferredFile(const JsonNode& node, const QString& path,
                                                         const QString& name);

    QString m_file;
    QProcessEnvironment m_environment;
    QMap<QString, QString> m_dotEnv;
};

/// True when group or others may read the file.
[[nodiscard]] bool isOpenToOthers(const QString& file);

} // namespace keel
