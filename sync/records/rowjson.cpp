// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/records/rowjson.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keel {

QString rowToJson(const QStringList& columns, const Row& row)
{
    QJsonArray cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
        QJsonObject cell{{QStringLiteral("column"), columns.value(qsizetype(i))}};
        const QByteArray& bytes = row[i].text();
        const QString text = QString::fromUtf8(bytes);
        if (row[i].isNull())
            cell.insert(QStringLiteral("text"), QJsonValue());
        else if (text.toUtf8() == bytes)
            cell.insert(QStringLiteral("text"), text);
        else
            cell.insert(QStringLiteral("hex"), QString::fromLatin1(bytes.toHex()));
        cells.append(cell);
    }
    return QString::fromUtf8(QJsonDocument(cells).toJson(QJsonDocument::Compact));
}

QList<NamedValue> rowFromJson(const QString& json)
{
    QList<NamedValue> values;
    const QJsonArray cells = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue cell : cells) {
        const QJsonObject object = cell.toObject();
        NamedValue value{object.value(u"column").toString(), std::nullopt};
        if (object.contains(u"hex"))
            value.text = QStringLiteral("(not UTF-8) \\x") + object.value(u"hex").toString();
        else if (object.value(u"text").isString())
            value.text = object.value(u"text").toString();
        values.append(value);
    }
    return values;
}

QString columnsToJson(const QStringList& columns)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(columns)).toJson(QJsonDocument::Compact));
}

QStringList columnsFromJson(const QString& json)
{
    QStringList columns;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue column : array)
        columns.append(column.toString());
    return columns;
}

QByteArray keyToBytes(const Key& key)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    for (const Value& value : key.values)
        out << quint8(value.family()) << value.text();
    return bytes;
}

Key keyFromBytes(const QByteArray& bytes)
{
    Key key;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    while (!in.atEnd() && in.status() == QDataStream::Ok) {
        quint8 family = 0;
        QByteArray text;
        in >> family >> text;
        if (family > quint8(Family::Other))
            break;
        const Family known = Family(family);
        key.values.push_back(known == Family::Null ? Value() : Value(text, known));
    }
    return key;
}

} // namespace keel
