// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/json/fieldnames.h"

#include <QJsonArray>
#include <QJsonObject>

#include <boost/pfr/core.hpp>

#include <type_traits>

/// Writes and reads any value of sync/api whose fields have names (fieldnames.h). Only for desktopjson.cpp: the
/// templates are many, and nobody else needs them.
namespace keel::json::codec {

template <class T>
concept Fielded = requires
{
    FieldNames<T>::names;
};

template <class T>
struct IsOptional : std::false_type
{};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type
{};
template <class T>
struct IsList : std::false_type
{};
template <class T>
struct IsList<QList<T>> : std::true_type
{};
template <class T>
struct IsDuration : std::false_type
{};
template <class Rep, class Period>
struct IsDuration<std::chrono::duration<Rep, Period>> : std::true_type
{};
template <class T>
struct IsName : std::false_type
{};
template <class Tag>
struct IsName<Name<Tag>> : std::true_type
{};

template <class T>
QJsonValue write(const T& value);

template <Fielded T>
QJsonObject writeFields(const T& value)
{
    constexpr auto& names = FieldNames<T>::names;
    static_assert(names.size() == boost::pfr::tuple_size_v<T>,
                  "a field came or went: say its name in fieldnames.h, in the order of the struct");
    QJsonObject object;
    boost::pfr::for_each_field(
        value, [&](const auto& field, std::size_t i) { object.insert(QLatin1StringView(names[i]), write(field)); });
    return object;
}

template <class T>
QJsonValue write(const T& value)
{
    if constexpr (IsOptional<T>::value) {
        return value ? write(*value) : QJsonValue();
    } else if constexpr (std::is_same_v<T, Throughput>) {
        return QJsonArray{value.forward, value.reverse}; // 300 a link in every snapshot
    } else if constexpr (IsList<T>::value) {
        QJsonArray array;
        for (const auto& one : value)
            array.append(write(one));
        return array;
    } else if constexpr (IsDuration<T>::value) {
        return qint64{value.count()};
    } else if constexpr (IsName<T>::value) {
        return value.value;
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
    } else if constexpr (std::is_same_v<T, quint64>) {
        return QString::number(value); // no JSON number holds them all
    } else if constexpr (std::is_enum_v<T>) {
        return nameOf(value);
    } else if constexpr (Fielded<T>) {
        return writeFields(value);
    } else {
        static_assert(std::is_arithmetic_v<T> || std::is_same_v<T, QString>, "say how this type is written");
        return value;
    }
}

/// Where reading stands, and the first thing that did not fit.
struct Reading
{
    QStringList path;
    QString fault;

    bool refuse(const QString& expected)
    {
        if (fault.isEmpty())
            fault = QStringLiteral("%1: expected %2").arg(path.join(u'.'), expected);
        return false;
    }
};

template <class T>
bool read(const QJsonValue& json, T& value, Reading& at);

/// A field that is not there keeps its default: the other program is older. One that is not known is left out.
template <Fielded T>
bool readFields(const QJsonValue& json, T& value, Reading& at)
{
    if (!json.isObject())
        return at.refuse(QStringLiteral("an object"));
    bool fits = true;
    boost::pfr::for_each_field(value, [&](auto& field, std::size_t i) {
        const QLatin1StringView name(FieldNames<T>::names[i]);
        const QJsonValue there = json[name];
        if (!fits || there.isUndefined())
            return;
        at.path.append(name);
        fits = read(there, field, at);
        at.path.removeLast();
    });
    return fits;
}

template <class T>
bool readList(const QJsonValue& json, QList<T>& list, Reading& at)
{
    if (!json.isArray())
        return at.refuse(QStringLiteral("a list"));
    const QJsonArray array = json.toArray();
    list.clear();
    list.reserve(array.size());
    for (const QJsonValue one : array) {
        at.path.append(QString::number(list.size()));
        if (!read(one, list.emplaceBack(), at))
            return false;
        at.path.removeLast();
    }
    return true;
}

template <class T>
bool readText(const QJsonValue& json, T& value, Reading& at)
{
    if (!json.isString())
        return at.refuse(QStringLiteral("a text"));
    const QString text = json.toString();
    if constexpr (IsName<T>::value) {
        value = T(text);
    } else if constexpr (std::is_same_v<T, quint64>) {
        value = text.toULongLong();
    } else if constexpr (std::is_enum_v<T>) {
        const std::optional<T> known = valueOf<T>(text);
        if (!known)
            return at.refuse(QStringLiteral("a known word, found \"%1\"").arg(text));
        value = *known;
    } else {
        value = text;
    }
    return true;
}

inline bool readTime(const QJsonValue& json, QDateTime& value, Reading& at)
{
    value = json.isNull() ? QDateTime() : QDateTime::fromString(json.toString(), Qt::ISODateWithMs).toUTC();
    return value.isValid() || json.isNull() || at.refuse(QStringLiteral("a time in ISO 8601"));
}

template <class T>
bool read(const QJsonValue& json, T& value, Reading& at)
{
    if constexpr (IsOptional<T>::value) {
        value.reset();
        return json.isNull() || read(json, value.emplace(), at);
    } else if constexpr (std::is_same_v<T, Throughput>) {
        value = {json[0].toDouble(), json[1].toDouble()};
        return json.isArray() || at.refuse(QStringLiteral("two numbers"));
    } else if constexpr (IsList<T>::value) {
        return readList(json, value, at);
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        return readTime(json, value, at);
    } else if constexpr (std::is_same_v<T, bool>) {
        value = json.toBool();
        return json.isBool() || at.refuse(QStringLiteral("true or false"));
    } else if constexpr (Fielded<T>) {
        return readFields(json, value, at);
    } else if constexpr (IsDuration<T>::value) {
        value = T(json.toInteger());
        return json.isDouble() || at.refuse(QStringLiteral("a number"));
    } else if constexpr (std::is_floating_point_v<T>) {
        value = json.toDouble();
        return json.isDouble() || at.refuse(QStringLiteral("a number"));
    } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, quint64>) {
        value = static_cast<T>(json.toInteger());
        return json.isDouble() || at.refuse(QStringLiteral("a number"));
    } else {
        return readText(json, value, at);
    }
}

} // namespace keel::json::codec
