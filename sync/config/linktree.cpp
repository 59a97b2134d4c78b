// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/readparts.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace keel {

namespace {

/// A table on an endpoint, and the link that leads on from it.
struct Edge
{
    QString to;
    QString link;
};
using Graph = QHash<QString, QList<Edge>>;

/// As far as names alone tell, spellings of one table: PostgreSQL's public schema and SQLite's main go unsaid.
QString plainName(const TableName& table, const EndpointConfig& endpoint)
{
    QString name = table.value;
    if (endpoint.driver == u"sqlite") {
        name = name.toLower();
        if (name.startsWith(u"main."))
            name = name.mid(5);
    } else if (name.startsWith(u"public.")) {
        name = name.mid(7);
    }
    return name;
}

QString nodeOf(const TableName& table, const EndpointConfig& endpoint)
{
    return endpoint.name.value + QLatin1Char('/') + plainName(table, endpoint);
}

/// The way between two nodes as text, empty: none. The graph has no cycle yet, so there is one way at most.
QString wayBetween(const Graph& graph, const QString& from, const QString& to, const QString& cameFrom = {})
{
    if (from == to)
        return from;
    for (const Edge& edge : graph.value(from)) {
        if (edge.to == cameFrom)
            continue;
        const QString rest = wayBetween(graph, edge.to, to, from);
        if (!rest.isEmpty())
            return QStringLiteral("%1 –(%2)– %3").arg(from, edge.link, rest);
    }
    return {};
}

struct Pair
{
    QString place;
    QString link;
    QString a;
    QString b;
};

/// "*" stands for every name that any link speaks of, and for one that none does.
QSet<QString> namesOfAll(const Config& config)
{
    QSet<QString> names{QStringLiteral("*")};
    for (const LinkConfig& link : config.links) {
        for (const TableConfig& table : link.tables) {
            names.insert(plainName(table.a, *config.endpoint(link.a)));
            names.insert(plainName(table.b, *config.endpoint(link.b)));
        }
    }
    return names;
}

QList<Pair> pairsOf(const Config& config)
{
    QList<Pair> pairs;
    const QSet<QString> names = namesOfAll(config);
    for (const LinkConfig& link : config.links) {
        const EndpointConfig& a = *config.endpoint(link.a);
        const EndpointConfig& b = *config.endpoint(link.b);
        for (const TableConfig& table : link.tables)
            pairs.append({table.place, link.name.value, nodeOf(table.a, a), nodeOf(table.b, b)});
        if (!link.allTables)
            continue;
        for (const QString& name : names)
            pairs.append({link.place + QStringLiteral(".tables"), link.name.value,
                          a.name.value + QLatin1Char('/') + name, b.name.value + QLatin1Char('/') + name});
    }
    return pairs;
}

/// The node of "links[0].tables[2]"; the document's root when there is none.
const JsonNode& nodeAt(const JsonNode& root, const QString& place)
{
    const JsonNode* node = &root;
    for (const QString& step : place.split(u'.')) {
        const QString name = step.section(u'[', 0, 0);
        const auto member = std::ranges::find(node->members, name, &JsonMember::name);
        if (member == node->members.end())
            return root;
        node = &member->value;
        if (const qsizetype open = step.indexOf(u'['); open >= 0) {
            const auto index = step.mid(open + 1).chopped(1).toULongLong();
            if (index >= node->items.size())
                return root;
            node = &node->items[index];
        }
    }
    return *node;
}

} // namespace

void checkTree(const Config& config, Reading& reading, const JsonNode& root)
{
    Graph graph;
    QSet<QString> reported;
    for (const Pair& pair : pairsOf(config)) {
        const QString way = wayBetween(graph, pair.a, pair.b);
        if (way.isEmpty()) {
            graph[pair.a].append({pair.b, pair.link});
            graph[pair.b].append({pair.a, pair.link});
        } else if (!reported.contains(pair.place)) {
            reported.insert(pair.place);
            reading.fault(
                nodeAt(root, pair.place), pair.place,
                QStringLiteral("the links of this table form a cycle: %1 –(%2)– %3").arg(way, pair.link, pair.a),
                QStringLiteral("take one link of them out: a change must have one way to each database"));
        }
    }
}

} // namespace keel
