// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAbstractButton;
class QAction;

namespace keel {

/// What the person at this window may do. Over a service elsewhere the role of the token decides; over the window's own
/// engine everything is allowed. It only spares a person a click in vain: the service checks every call by itself.
class Permits : public QObject
{
    Q_OBJECT

public:
    enum class Level {
        Look,
        Operate,   ///< run, pause, mend
        Everything ///< also what loses data
    };

    using QObject::QObject;

    void setLevel(Level level);
    [[nodiscard]] Level level() const { return m_level; }
    [[nodiscard]] bool may(Level needed) const { return m_level >= needed; }
    /// Why not, for a tooltip; empty where it may.
    [[nodiscard]] QString reason(Level needed) const;

    /// Enabled where it makes sense (`wanted`) and is allowed; the tooltip says why it is not, else `tip`.
    void apply(QAbstractButton& button, Level needed, bool wanted = true, const QString& tip = {}) const;
    /// As above; buttons and menus of the action show the reason too.
    void apply(QAction& action, Level needed, bool wanted = true) const;
    /// Why an action is not allowed, as apply() left it; empty where it is.
    [[nodiscard]] static QString reasonOf(const QAction& action);

signals:
    void changed();

private:
    Level m_level = Level::Everything;
};

} // namespace keel
