// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include <QDir>
#include <QRegularExpression>

namespace keel {

namespace {

const QStringList& driverNames()
{
    static const QStringList names{
        QStringLiteral("postgresql"), QStringLiteral("sqlite"),   QStringLiteral("mariadb"), QStringLiteral("mysql"),
        QStringLiteral("sqlserver"),  QStringLiteral("supabase"), QStringLiteral("mongodb"), QStringLiteral("redis"),
    };
    return names;
}

Environment environmentOf(const QString& text)
{
    if (text == u"production")
        return Environment::Production;
    if (text == u"staging")
        return Environment::Staging;
    return text == u"test" ? Environment::Test : Environment::Development;
}

void readServer(Section& section, EndpointConfig& endpoint)
{
    endpoint.host = QStringLiteral("127.0.0.1");
    endpoint.port = 5432;
    section.text(QStringLiteral("host"), endpoint.host);
    section.integer(QStringLiteral("port"), endpoint.port, {1, 65535});
    section.text(QStringLiteral("database"), endpoint.database);
    section.text(QStringLiteral("user"), endpoint.user);
    section.secret(QStringLiteral("password"), endpoint.password);
    // A local server seldom has a certificate; one behind a network must prove who it is.
    endpoint.sslMode = isLoopback(endpoint.host) ? QStringLiteral("prefer") : QStringLiteral("verify-full");
    section.choice(QStringLiteral("sslMode"), endpoint.sslMode,
                   {QStringLiteral("disable"), QStringLiteral("allow"), QStringLiteral("prefer"),
                    QStringLiteral("require"), QStringLiteral("verify-ca"), QStringLiteral("verify-full")});
    if (!section.has(QStringLiteral("database")) || (endpoint.database.isEmpty() && section.reading().errors.empty()))
        section.fault(QStringLiteral("database"), QStringLiteral("missing, expected the name of the database"));
    section.refuse({QStringLiteral("path")}, QStringLiteral("a postgresql endpoint has no path"));
}

void readFile(Section& section, EndpointConfig& endpoint)
{
    const QString key = QStringLiteral("path");
    const bool given = section.text(key, endpoint.path);
    if (!section.has(key))
        section.fault(key, QStringLiteral("missing, expected the database's file"));
    else if (given &&
             (endpoint.path.isEmpty() || endpoint.path.startsWith(u":memory:") || endpoint.path.startsWith(u"file:")))
        section.fault(key, QStringLiteral("expected the path of a file"));
    else if (given)
        endpoint.path = QDir::cleanPath(QDir(section.reading().folder()).absoluteFilePath(endpoint.path));
    section.refuse({QStringLiteral("host"), QStringLiteral("port"), QStringLiteral("database"), QStringLiteral("user"),
                    QStringLiteral("password"), QStringLiteral("sslMode")},
                   QStringLiteral("an sqlite endpoint has a path, and no server"));
}

/// False: no address is given, and the endpoint's links are to be left out.
bool readSupabase(Section& section)
{
    QString url;
    Secret key;
    const bool given = section.text(QStringLiteral("url"), url) ||
                       section.reading().variable(QStringLiteral("SUPABASE_URL")).value_or(EnvValue{}).text.size() > 0;
    section.secret(QStringLiteral("serviceRoleKey"), key, QStringLiteral("SUPABASE_SERVICE_ROLE_KEY"));
    if (section.has(QStringLiteral("url")) || given)
        section.fault(QStringLiteral("driver"), QStringLiteral("\"supabase\" is not in this version"),
                      QStringLiteral("use \"postgresql\" with the project's database address, or \"sqlite\""));
    return section.has(QStringLiteral("url")) || given;
}

enum class EndpointRead { Good, Faulty, WithoutAddress };

EndpointRead readEndpoint(Section& section, EndpointConfig& endpoint)
{
    const std::size_t faults = section.reading().errors.size();
    const QString driver = QStringLiteral("driver");
    if (!section.isPresent())
        return EndpointRead::Faulty;
    if (!section.has(driver))
        section.fault(driver, QStringLiteral("missing, expected one of \"postgresql\", \"sqlite\""));
    if (!section.choice(driver, endpoint.driver, driverNames()))
        return EndpointRead::Faulty;
    QString environment;
    if (section.choice(QStringLiteral("environment"), environment,
                       {QStringLiteral("production"), QStringLiteral("staging"), QStringLiteral("test"),
                        QStringLiteral("development")}))
        endpoint.environment = environmentOf(environment);
    section.integer(QStringLiteral("poolSize"), endpoint.poolSize, {1, 100});
    if (endpoint.driver == u"supabase")
        return readSupabase(section) ? EndpointRead::Faulty : EndpointRead::WithoutAddress;
    if (endpoint.driver == u"postgresql") {
        readServer(section, endpoint);
    } else if (endpoint.driver == u"sqlite") {
        readFile(section, endpoint);
    } else {
        section.fault(driver, QStringLiteral("\"%1\" is not in this version").arg(endpoint.driver),
                      QStringLiteral("\"postgresql\" and \"sqlite\" are"));
        return EndpointRead::Faulty;
    }
    section.finish();
    return section.reading().errors.size() == faults ? EndpointRead::Good : EndpointRead::Faulty;
}

} // namespace

bool isLoopback(const QString& host)
{
    // A path is a unix socket's folder.
    return host.isEmpty() || host == u"localhost" || host.startsWith(u"127.") || host == u"::1" ||
           host.startsWith(u'/');
}

ReadEndpoints readEndpoints(Section& root)
{
    static const QRegularExpression safe(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$"));
    ReadEndpoints result;
    const QString key = QStringLiteral("endpoints");
    const JsonNode* node = root.raw(key);
    if (!node) {
        root.fault(key, QStringLiteral("missing, expected an object with a member for each database"));
        return result;
    }
    const Section all(root.reading(), node, key);
    if (!all.isPresent())
        return result;
    for (const JsonMember& member : node->members) {
        const QString path = all.pathOf(member.name);
        if (!safe.match(member.name).hasMatch()) {
            root.reading().fault(
                member.line, member.column, path,
                QStringLiteral("found \"%1\", expected a name of letters, digits, '-', '_' and '.'").arg(member.name));
            result.faulty.append(member.name);
            continue;
        }
        EndpointConfig endpoint;
        endpoint.name = EndpointName(member.name);
        Section section(root.reading(), &member.value, path);
        switch (readEndpoint(section, endpoint)) {
        case EndpointRead::Good:
            result.endpoints.push_back(endpoint);
            break;
        case EndpointRead::Faulty:
            result.faulty.append(member.name);
            break;
        case EndpointRead::WithoutAddress:
            result.withoutAddress.append(member.name);
            break;
        }
    }
    return result;
}

} // namespace keel
