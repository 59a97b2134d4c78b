// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/snapshots.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QTemporaryDir>

#include <array>

class QApplication;
class QWidget;

namespace keel {

/// What a colour is for. The one place that holds colours is theme.cpp; QPalette, style sheet, delegates and charts
/// read them from a Theme.
enum class Role {
    Window,
    Side,
    Card,
    Alternate,
    Header,
    MonoBox,
    Text,
    Second,
    Third,
    Border,
    ControlBorder,
    Grid,
    Accent,
    AccentHover,
    OnAccent,
    Tint,
    Link,
    SideA,
    SideB,
    Production,
    ProductionTint,
    Ok,
    OkTint,
    Busy,
    BusyTint,
    Warn,
    WarnTint,
    Held,
    HeldTint,
    Down,
    DownTint,
    Paused,
    PausedTint,
    Count,
};

/// Sizes of text by what it is for, in points (13.5, 15, 11, 10.5, 10, 9, 8.5).
enum class Type { PageTitle, Figure, LinkName, Section, Body, Small, Caption };

/// How a state is drawn. The word is in text/sentences.h: nothing is said by colour alone.
struct StateLook
{
    QLatin1StringView icon;
    Role colour;
    Role tint;
};
[[nodiscard]] StateLook lookOf(LinkState state);

/// The palette, fonts and style sheet of the window, light or dark. Made once by makeDesktop and passed by reference.
///
/// Thread: GUI. A switch of theme sets palette and sheet of the application; icons and delegates read their colours
/// when they paint, so they follow by themselves. What keeps a colour (a chart) listens to changed().
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Follow, Light, Dark };

    explicit Theme(Mode mode = Mode::Follow, QObject* parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] Mode mode() const { return m_mode; }
    /// Re-applies at once when apply() was called before.
    void setMode(Mode mode);
    /// Fusion, palette, style sheet and font of the application; from then on follows the system in Mode::Follow.
    void apply(QApplication& app);

    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] static QColor color(Role role, bool dark);
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;

    [[nodiscard]] QFont font(Type type = Type::Body, bool semibold = false) const;
    /// For keys, values and SQL.
    [[nodiscard]] QFont mono(Type type = Type::Body) const;

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void changed();

private:
    void refresh();
    [[nodiscard]] QString iconFile(const QString& name, Role role) const;

    QApplication* m_app = nullptr;
    Mode m_mode;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_applying = false;
    /// Style sheets take images by file name only: the few that they show lie here, coloured.
    QTemporaryDir m_sheetIcons;
};

/// Sets a style sheet property such as role="card" and makes the sheet look at it again.
void setRole(QWidget* widget, const char* role);

} // namespace keel
