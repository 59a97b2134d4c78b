// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/control/controlclient.h"
#include "app/exitcode.h"
#include "app/memory.h"
#include "app/openlink.h"

namespace keel {

namespace {

struct Checked
{
    CompareReport report;
    std::vector<Error> stopped; ///< tables that could not be compared
    [[nodiscard]] bool equal() const { return report.equal() && stopped.empty(); }
};

/// Beside a running service a change on its way is no difference: one cycle, then the answer.
Result<Checked> compare(const Context& context, OpenLink& link)
{
    auto report = link.runner().compare({}, {}, false);
    if (!report)
        return fail(std::move(report).error());
    if (!report->equal()) {
        const QJsonArray names{link.runner().config().name.value};
        if (callService(context.dataDirPath(),
                        {{QStringLiteral("call"), QStringLiteral("once")}, {QStringLiteral("links"), names}})) {
            report = link.runner().compare({}, {}, false);
            if (!report)
                return fail(std::move(report).error());
        }
    }
    Checked checked{.report = std::move(*report), .stopped = {}};
    for (const TableReport& table : link.runner().tables()) {
        if (table.stopped)
            checked.stopped.push_back(*table.stopped);
    }
    return checked;
}

/// A good answer counts as a proof, and so is kept. Nothing waits for it: where it cannot be written it is only not
/// kept.
void keepProof(const Context& context, const LinkName& link, const CompareReport& report)
{
    Proof proof{.at = QDateTime::currentDateTimeUtc(), .equal = true};
    for (const TableCompare& table : report.tables)
        proof.rows += table.rowsA;
    const auto held = DataDir::hold(context.dataDirPath());
    const auto dir = held ? held : DataDir::peek(context.dataDirPath());
    if (!dir)
        return;
    auto history = History::open((*dir)->file(QStringLiteral("history.db")), QStringLiteral("proof"),
                                 held ? History::Mode::Own : History::Mode::Join);
    const auto kept = history ? (*history)->setProof(link, proof) : Result<void>(fail(history.error()));
    if (!kept)
        context.out.problem(QStringLiteral("warning: the proof was not kept: ") + toText(kept.error()));
}

QJsonObject document(const LinkConfig& link, const Checked& checked)
{
    QJsonArray tables;
    for (const TableCompare& table : checked.report.tables)
        tables.append(QJsonObject{{QStringLiteral("a"), table.a.value},
                                  {QStringLiteral("b"), table.b.value},
                                  {QStringLiteral("rowsA"), table.rowsA},
                                  {QStringLiteral("rowsB"), table.rowsB},
                                  {QStringLiteral("differing"), table.differing},
                                  {QStringLiteral("missingOnA"), table.missingOnA},
                                  {QStringLiteral("missingOnB"), table.missingOnB}});
    return {{QStringLiteral("name"), link.name.value},
            {QStringLiteral("inSync"), checked.equal()},
            {QStringLiteral("tables"), tables}};
}

void say(const Output& out, const LinkConfig& link, const Checked& checked)
{
    QList<QStringList> rows{{QStringLiteral("table"), QStringLiteral("rows on ") + link.a.value,
                             QStringLiteral("rows on ") + link.b.value, QStringLiteral("differing"),
                             QStringLiteral("missing on ") + link.a.value,
                             QStringLiteral("missing on ") + link.b.value}};
    for (const TableCompare& table : checked.report.tables)
        rows.push_back({table.a.value, QString::number(table.rowsA), QString::number(table.rowsB),
                        QString::number(table.differing), QString::number(table.missingOnA),
                        QString::number(table.missingOnB)});
    out.line(QStringLiteral("%1: %2").arg(link.name.value, checked.equal() ? QStringLiteral("both sides are equal")
                                                                           : QStringLiteral("the sides differ")));
    for (const QString& line : aligned(rows, {1, 2, 3, 4, 5}))
        out.line(QStringLiteral("  ") + line);
    for (const TableCompare& table : checked.report.tables) {
        QStringList keys;
        for (const Key& key : table.samples)
            keys += keyToDisplay(key);
        if (!keys.isEmpty())
            out.line(QStringLiteral("  %1, first keys: %2").arg(table.a.value, keys.join(QStringLiteral("; "))));
    }
}

int run(Context& context)
{
    const auto config = context.readConfig();
    if (!config)
        return ExitUsage;
    const auto links = context.linksNamed(*config, context.arguments);
    if (!links)
        return ExitUsage;
    auto memory = Memory::peek(context.dataDirPath());
    if (!memory)
        return context.out.fail(memory.error());
    QJsonArray documents;
    bool inSync = true;
    for (const LinkConfig& link : *links) {
        auto opened = OpenLink::open(*config, link, *memory->book, *memory->state);
        if (!opened)
            return context.out.fail(opened.error());
        const auto checked = compare(context, **opened);
        if (!checked)
            return context.out.fail(checked.error());
        for (const Error& error : checked->stopped)
            context.out.problem(toText(error));
        if (checked->equal())
            keepProof(context, link.name, checked->report);
        inSync = inSync && checked->equal();
        say(context.out, link, *checked);
        documents.append(document(link, *checked));
    }
    context.out.json(QJsonObject{{QStringLiteral("inSync"), inSync}, {QStringLiteral("links"), documents}});
    return inSync ? ExitGood : ExitFindings;
}

} // namespace

Command checkCommand()
{
    return {.name = QStringLiteral("check"),
            .aliases = {},
            .summary = QStringLiteral("are both sides equal? changes nothing"),
            .arguments = QStringLiteral("[LINK…]"),
            .options = {},
            .run = run};
}

} // namespace keel
