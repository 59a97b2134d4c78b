// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/config/reading.h"

#include <chrono>

namespace keel {

struct IntRange
{
    int from = 0;
    int to = 0;
};

/// An object of the file. Each read marks its key as known; finish() then reports the keys that nobody knows. A section
/// that the file does not have is empty and still takes defaults from variables.
class Section
{
public:
    /// `node` nullptr: absent. A node of another kind is a fault, and the section is empty.
    Section(Reading& reading, const JsonNode* node, QString path);

    [[nodiscard]] bool isPresent() const { return m_node != nullptr; }
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] QString pathOf(const QString& key) const;
    [[nodiscard]] bool has(const QString& key) const;
    /// The value as it stands; nullptr: absent.
    [[nodiscard]] const JsonNode* raw(const QString& key);
    [[nodiscard]] Section child(const QString& key);
    /// Items of a list; empty when absent. Anything but a list is a fault.
    [[nodiscard]] std::vector<const JsonNode*> list(const QString& key);

    // Each returns true when the value came from the file or a variable, and leaves `out` alone else. `variable` is the
    // name of the variable that gives the default.
    bool text(const QString& key, QString& out);
    /// Never repeats the found value in a message.
    bool secret(const QString& key, Secret& out, const QString& variable = {});
    bool integer(const QString& key, int& out, IntRange range, const QString& variable = {});
    bool real(const QString& key, double& out, double from, double to, const QString& variable = {});
    bool boolean(const QString& key, bool& out, const QString& variable = {});
    bool choice(const QString& key, QString& out, const QStringList& choices);
    bool texts(const QString& key, QStringList& out);
    bool textMap(const QString& key, QMap<QString, QString>& out);
    /// "90d", "12h", "2w".
    bool period(const QString& key, std::chrono::hours& out);

    template <class Duration>
    bool duration(const QString& key, Duration& out, IntRange range, const QString& variable = {})
    {
        int count = int(out.count());
        const bool given = integer(key, count, range, variable);
        out = Duration(count);
        return given;
    }

    /// Known names that mean something elsewhere: `reason` is said in place of "unknown key".
    void refuse(const QStringList& keys, const QString& reason);
    void finish();
    void fault(const QString& key, const QString& detail, const QString& mend = {});

    [[nodiscard]] Reading& reading() { return m_reading; }

private:
    struct Found
    {
        Scalar scalar;
        bool fromVariable = false;
    };
    [[nodiscard]] const JsonNode* find(const QString& key) const;
    [[nodiscard]] std::optional<Found> scalar(const QString& key, JsonNode::Kind kind, const QString& expected,
                                              const QString& variable);
    bool refuseValue(const QString& key, const Found& found, const QString& expected);

    Reading& m_reading;
    const JsonNode* m_node;
    QString m_path;
    QStringList m_known;
};

} // namespace keel
