// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/toolbar.h"

#include "ui/shell/actionbutton.h"
#include "ui/text/sentences.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace keel {

ToolBar::ToolBar(const Actions& actions, const Theme& theme, const Icons& icons, QMenu* menu, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_scope(new QComboBox), m_environment(new QWidget), m_environmentIcon(new QLabel),
      m_environmentWord(new QLabel), m_menu(new QToolButton)
{
    setFixedHeight(48);
    setRole(this, "toolbar");
    m_scope->setFixedWidth(184);
    m_scope->setAccessibleName(tr("Links shown"));
    m_scope->setToolTip(tr("Which links the pages and the commands are about"));
    connect(m_scope, &QComboBox::activated, this, [this](int index) {
        const QString name = m_scope->itemData(index).toString();
        emit scopeChosen(name.isEmpty() ? std::nullopt : std::optional(LinkName(name)));
    });

    auto* force = new ActionButton(actions.forceSync, "primary");
    force->showKey(theme, "onaccent");
    // The action's own icon is for menus; on the accent ground it is drawn in its ink.
    force->setIcon(icons.icon("refresh-cw"_L1, Role::OnAccent));
    connect(actions.forceSync, &QAction::changed, force,
            [force, &icons] { force->setIcon(icons.icon("refresh-cw"_L1, Role::OnAccent)); });

    auto* environment = new QHBoxLayout(m_environment);
    environment->setContentsMargins(10, 0, 10, 0);
    environment->setSpacing(6);
    environment->addWidget(m_environmentIcon);
    environment->addWidget(m_environmentWord);
    m_environment->setFixedHeight(24);
    m_environment->setAttribute(Qt::WA_StyledBackground);
    m_environmentWord->setFont(theme.font(Type::Small, true));

    auto* search = new ActionButton(actions.palette, "search");
    search->showKey(theme, "second");
    search->setIcon(icons.icon("search"_L1, Role::Second));
    search->setFixedWidth(224);

    m_menu->setIcon(icons.icon("menu"_L1));
    m_menu->setToolTip(tr("Menu"));
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    setRole(m_menu, "flat");

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_scope);
    layout->addSpacing(8);
    layout->addWidget(force);
    layout->addWidget(new ActionButton(actions.pause, "button"));
    layout->addWidget(new ActionButton(actions.verify, "button"));
    layout->addStretch();
    layout->addWidget(m_environment);
    layout->addWidget(search);
    layout->addWidget(m_menu);
}

std::optional<Environment> ToolBar::environmentOf(const ServiceSnapshot& snapshot, const std::optional<LinkName>& scope)
{
    std::optional<Environment> weightiest;
    for (const LinkSnapshot& link : snapshot.links) {
        if (scope && link.name != *scope)
            continue;
        for (const Environment e : {link.a.environment, link.b.environment})
            weightiest = weightiest ? std::max(*weightiest, e) : e;
    }
    return weightiest;
}

void ToolBar::show(const ServiceSnapshot& snapshot)
{
    QStringList names{QString()};
    for (const LinkSnapshot& link : snapshot.links)
        names.append(link.name.value);
    QStringList shown;
    for (int i = 0; i < m_scope->count(); ++i)
        shown.append(m_scope->itemData(i).toString());
    if (names != shown) {
        const QSignalBlocker quiet(m_scope);
        const QString current = m_scope->currentData().toString();
        m_scope->clear();
        for (const QString& name : names)
            m_scope->addItem(name.isEmpty() ? tr("All %n link(s)", nullptr, static_cast<int>(snapshot.links.size()))
                                            : say::isolate(name),
                             name);
        m_scope->setCurrentIndex(std::max(0, m_scope->findData(current)));
    }
    showEnvironment(snapshot);
}

void ToolBar::showEnvironment(const ServiceSnapshot& snapshot)
{
    const QString scope = m_scope->currentData().toString();
    const auto environment = environmentOf(snapshot, scope.isEmpty() ? std::nullopt : std::optional(LinkName(scope)));
    // A development pair needs no word: the badge is there to make the hand slower.
    m_environment->setVisible(environment && *environment != Environment::Development);
    if (!environment)
        return;
    const bool production = *environment == Environment::Production;
    const QString word = say::word(*environment);
    const char* role = production ? "production" : "environment";
    m_environmentIcon->setPixmap(Icons::pixmap(
        "database"_L1, m_theme.color(production ? Role::Production : Role::Second), 14, devicePixelRatioF()));
    if (m_environmentWord->text() == word)
        return;
    m_environmentWord->setText(word);
    setRole(m_environment, role);
    setRole(m_environmentWord, production ? "productionword" : "second");
}

void ToolBar::setScope(const std::optional<LinkName>& link)
{
    m_scope->setCurrentIndex(std::max(0, m_scope->findData(link ? link->value : QString())));
}

void ToolBar::focusScope()
{
    m_scope->setFocus(Qt::ShortcutFocusReason);
    m_scope->showPopup();
}

void ToolBar::openMenu()
{
    m_menu->showMenu();
}

} // namespace keel
