// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/route.h"

namespace keel::http {

namespace {

Field text(const QString& name, const QString& says)
{
    return {.name = name, .type = FieldType::Text, .says = says};
}

Field word(const QString& name, const QStringList& choices, const QString& says, bool required = false)
{
    return {.name = name, .type = FieldType::Text, .required = required, .choices = choices, .says = says};
}

Field number(const QString& name, const QString& says)
{
    return {.name = name, .type = FieldType::Integer, .says = says};
}

Field onlyLink()
{
    return text(QStringLiteral("link"), QStringLiteral("of this link only"));
}

Field yesOrNo(const QString& name, const QString& says)
{
    return word(name, {QStringLiteral("0"), QStringLiteral("1")}, says);
}

Field since()
{
    return text(QStringLiteral("since"), QStringLiteral("a time in ISO 8601"));
}

Field ids(const QString& says)
{
    return {.name = QStringLiteral("ids"), .type = FieldType::Array, .says = says};
}

QList<Field> page(const QList<Field>& more)
{
    return more + QList<Field>{number(QStringLiteral("limit"), QStringLiteral("how many, at most 1000")),
                               number(QStringLiteral("offset"), QStringLiteral("how many to leave out"))};
}

QList<Field> errorQuery()
{
    return page(
        {text(QStringLiteral("text"), QStringLiteral("in key or message")), onlyLink(),
         text(QStringLiteral("table"), QStringLiteral("of this table only, as on the source")),
         word(QStringLiteral("kind"),
              {QStringLiteral("transient"), QStringLiteral("row"), QStringLiteral("schema"), QStringLiteral("config"),
               QStringLiteral("bug")},
              QStringLiteral("class of the error")),
         text(QStringLiteral("code"), QStringLiteral("a code, as in the records")),
         text(QStringLiteral("sqlState"), QStringLiteral("of this SQLSTATE only; empty: of none")),
         text(QStringLiteral("constraint"), QStringLiteral("of this constraint only; empty: of none")), since(),
         yesOrNo(QStringLiteral("open"), QStringLiteral("1: open ones only")),
         word(QStringLiteral("sort"),
              {QStringLiteral("lastTry"), QStringLiteral("created"), QStringLiteral("link"), QStringLiteral("table"),
               QStringLiteral("key"), QStringLiteral("message"), QStringLiteral("attempts")},
              QStringLiteral("lastTry without it")),
         yesOrNo(QStringLiteral("descending"), QStringLiteral("0: smallest first"))});
}

Route get(const QString& path, const QString& operation, const QString& summary, const QList<Field>& query,
          Role least = Role::Viewer)
{
    return {.verb = "GET",
            .path = QStringLiteral("/api/desktop/") + path,
            .operation = operation,
            .traffic = Traffic::Read,
            .least = least,
            .summary = summary,
            .query = query};
}

Route post(const QString& path, const QString& operation, Traffic traffic, const QString& summary,
           const QList<Field>& body)
{
    return {.verb = "POST",
            .path = QStringLiteral("/api/desktop/") + path,
            .operation = operation,
            .traffic = traffic,
            .least = Role::Operator,
            .summary = summary,
            .body = body};
}

QList<Route> questions()
{
    return {
        get(QStringLiteral("snapshot"), QStringLiteral("desktopSnapshot"),
            QStringLiteral("all that the desktop shows of links and tables"), {}),
        get(QStringLiteral("errors"), QStringLiteral("desktopErrors"),
            QStringLiteral("a page of error records, and the causes of all that match"), errorQuery()),
        get(QStringLiteral("errors/{id}"), QStringLiteral("desktopError"),
            QStringLiteral("one error record with its row and its attempts"), {}),
        get(QStringLiteral("conflicts"), QStringLiteral("desktopConflicts"),
            QStringLiteral("a page of conflicts, newest first"),
            page({text(QStringLiteral("text"), QStringLiteral("in key or table")), onlyLink(), since(),
                  yesOrNo(QStringLiteral("held"), QStringLiteral("1: those that wait for a person")),
                  number(QStringLiteral("id"), QStringLiteral("this one only"))})),
        get(QStringLiteral("history"), QStringLiteral("desktopHistory"),
            QStringLiteral("a page of cycles, newest first"),
            page({onlyLink(), yesOrNo(QStringLiteral("busy"),
                                      QStringLiteral("1: without those that carried nothing and failed in nothing"))})),
        get(QStringLiteral("samples"), QStringLiteral("desktopSamples"),
            QStringLiteral("rates and times, oldest first"),
            {onlyLink(), number(QStringLiteral("span"), QStringLiteral("seconds up to now")),
             number(QStringLiteral("step"), QStringLiteral("seconds of one sample"))}),
        get(QStringLiteral("log"), QStringLiteral("desktopLog"), QStringLiteral("who did what, newest first"), page({}),
            Role::Operator),
    };
}

QList<Route> commands()
{
    const QStringList words{QStringLiteral("retry"), QStringLiteral("resolve"), QStringLiteral("ignore")};
    const QStringList kinds{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("row"),
                            QStringLiteral("bring-back"), QStringLiteral("undo")};
    const QStringList acts{QStringLiteral("sync"), QStringLiteral("restart"), QStringLiteral("pause"),
                           QStringLiteral("resume"), QStringLiteral("check")};
    const Field link = text(QStringLiteral("link"), QStringLiteral("name of a link; without it all links"));
    return {
        post(QStringLiteral("links"), QStringLiteral("desktopLinks"), Traffic::Write,
             QStringLiteral("a command to links; answered when it has ended"),
             {word(QStringLiteral("what"), acts, QStringLiteral("which"), true), link}),
        post(QStringLiteral("errors"), QStringLiteral("desktopDecideErrors"), Traffic::Write,
             QStringLiteral("tries or closes error records: those of a list, or every open one that matches"),
             {word(QStringLiteral("what"), words, QStringLiteral("which"), true),
              ids(QStringLiteral("of records")),
              {.name = QStringLiteral("filter"),
               .type = FieldType::Object,
               .says = QStringLiteral("text, link, table, kind, code, sqlState, constraint, since, openOnly")}}),
        post(QStringLiteral("conflicts"), QStringLiteral("desktopDecideConflicts"), Traffic::Write,
             QStringLiteral("decides conflicts"),
             {word(QStringLiteral("what"), kinds, QStringLiteral("which version"), true),
              ids(QStringLiteral("of conflicts")),
              {.name = QStringLiteral("row"),
               .type = FieldType::Array,
               .says = QStringLiteral("of row: {column, text} as on a; text null is NULL")}}),
        post(QStringLiteral("wake"), QStringLiteral("desktopWake"), Traffic::Hint,
             QStringLiteral("there may be news: a cycle soon"),
             {link,
              text(QStringLiteral("table"), QStringLiteral("on a")),
              {.name = QStringLiteral("reverse"),
               .type = FieldType::Boolean,
               .says = QStringLiteral("with the b-to-a pass")}}),
        post(QStringLiteral("note"), QStringLiteral("desktopNote"), Traffic::Write,
             QStringLiteral("a line in the log of who did what"),
             {{.name = QStringLiteral("what"),
               .type = FieldType::Text,
               .required = true,
               .says = QStringLiteral("what was done")},
              text(QStringLiteral("detail"), QStringLiteral("to what"))}),
    };
}

} // namespace

QList<Route> desktopRoutes()
{
    Route events = get(QStringLiteral("events"), QStringLiteral("desktopEvents"),
                       QStringLiteral("WebSocket: as /api/events, with whole snapshots in place of the status"), {});
    events.traffic = Traffic::Stream;
    return questions() + commands() + QList<Route>{events};
}

} // namespace keel::http
