// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conflictdecide.h"

#include "app/control/controlclient.h"
#include "app/memory.h"
#include "app/openlink.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <map>

namespace keel {

namespace {

using Kind = ConflictDecision::Kind;

Error bad(const QString& found, const QString& place, const QString& mend = {})
{
    return {
        .kind = ErrorClass::Config, .code = ErrorCode::ConfigInvalid, .detail = found, .place = place, .mend = mend};
}

std::optional<Kind> kindOf(const QString& word)
{
    for (const Kind kind : {Kind::TakeA, Kind::TakeB, Kind::TakeRow, Kind::BringBack, Kind::Undo}) {
        if (toText(kind) == word)
            return kind;
    }
    return std::nullopt;
}

/// Without a service: a link is opened for its conflicts and closed again.
class OwnLinks
{
public:
    OwnLinks(const Config& config, Memory& memory) : m_config(config), m_memory(memory) {}

    Result<void> decide(qint64 id, const ConflictDecision& decision, const QString& who)
    {
        const auto record = m_memory.history->conflict(id);
        if (!record)
            return fail(record.error());
        auto link = open(record->link);
        if (!link)
            return fail(std::move(link).error());
        return (*link)->runner().decide(id, decision, who);
    }

private:
    Result<OpenLink*> open(const LinkName& name)
    {
        if (const auto known = m_open.find(name); known != m_open.end())
            return known->second.get();
        const LinkConfig* config = m_config.link(name);
        if (!config)
            return fail(bad(QStringLiteral("no link is named \"%1\" here").arg(name.value), {}));
        auto opened = OpenLink::open(m_config, *config, *m_memory.book, *m_memory.state);
        if (!opened)
            return fail(std::move(opened).error());
        KEEL_TRY((*opened)->runner().setup());
        KEEL_TRY((*opened)->runner().open());
        return m_open.emplace(name, std::move(*opened)).first->second.get();
    }

    const Config& m_config;
    Memory& m_memory;
    std::map<LinkName, std::unique_ptr<OpenLink>> m_open;
};

} // namespace

Result<QList<NamedValue>> rowFromObject(const QJsonObject& object)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    QList<NamedValue> row;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isNull())
            row.append({it.key(), std::nullopt});
        else if (value.isString())
            row.append({it.key(), value.toString()});
        else if (value.isDouble() && value.toDouble() == std::floor(value.toDouble()) &&
                 std::abs(value.toDouble()) < exact)
            row.append({it.key(), QString::number(value.toInteger())});
        else
            return fail(bad(QStringLiteral("the value is neither a text, null nor a whole number"), it.key(),
                            QStringLiteral("write it as text, as `conflicts show --json` does")));
    }
    return row;
}

Result<ConflictDecision> decisionFromText(const QString& text)
{
    if (const auto kind = kindOf(text); kind && *kind != Kind::TakeRow)
        return ConflictDecision{*kind, {}};
    QFile file(text);
    if (!file.open(QFile::ReadOnly))
        return fail(bad(file.errorString(), text, QStringLiteral("expected a, b, bring-back, undo or a JSON file")));
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return fail(bad(QStringLiteral("expected a JSON object with the row's columns"), text));
    auto row = rowFromObject(document.object());
    if (!row)
        return fail(std::move(row).error());
    return ConflictDecision{Kind::TakeRow, *row};
}

QJsonObject toJson(const ConflictDecision& decision)
{
    QJsonObject row;
    for (const NamedValue& value : decision.row)
        row.insert(value.column, value.text ? QJsonValue(*value.text) : QJsonValue());
    return {{QStringLiteral("take"), toText(decision.kind)}, {QStringLiteral("row"), row}};
}

Result<ConflictDecision> decisionFromJson(const QJsonObject& object)
{
    const QString word = object.value(u"take").toString(toText(Kind::TakeRow));
    const auto kind = kindOf(word);
    if (!kind)
        return fail(bad(QStringLiteral("unknown decision \"%1\"").arg(word), QStringLiteral("take")));
    if (*kind != Kind::TakeRow)
        return ConflictDecision{*kind, {}};
    auto row = rowFromObject(object.value(u"row").toObject());
    if (!row)
        return fail(std::move(row).error());
    if (row->isEmpty())
        return fail(bad(QStringLiteral("no column is given"), QStringLiteral("row")));
    return ConflictDecision{*kind, *row};
}

Result<qint64> decideConflicts(const Context& context, const QList<qint64>& ids, const ConflictDecision& decision,
                               QList<Error>& refused)
{
    auto memory = Memory::hold(context.dataDirPath());
    if (memory) {
        const auto config = context.readConfig();
        if (!config)
            return fail(bad(QStringLiteral("the config is not valid"), {}));
        OwnLinks links(*config, *memory);
        qint64 done = 0;
        for (const qint64 id : ids) {
            if (const auto decided = links.decide(id, decision, Context::who()); decided)
                ++done;
            else if (decided.error().isTransient())
                return fail(decided.error());
            else
                refused.append(decided.error());
        }
        return done;
    }
    if (memory.error().code != ErrorCode::DataDirHeld)
        return fail(memory.error());
    QJsonArray list;
    for (const qint64 id : ids)
        list.append(id);
    QJsonObject request = toJson(decision);
    request.insert(QStringLiteral("call"), QStringLiteral("conflicts"));
    request.insert(QStringLiteral("ids"), list);
    request.insert(QStringLiteral("who"), Context::who());
    const auto answer = callService(context.dataDirPath(), request);
    if (!answer)
        return fail(answer.error().code == ErrorCode::Unreachable ? memory.error() : answer.error());
    return answer->value(u"affected").toInteger();
}

} // namespace keel
