// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionbutton.h"

#include "ui/shell/permits.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace keel {

ActionButton::ActionButton(QAction* action, const char* role, QWidget* parent) : QToolButton(parent), m_action(action)
{
    setDefaultAction(action);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setRole(this, role);
    describe();
    connect(action, &QAction::changed, this, &ActionButton::describe);
}

void ActionButton::showKey(const Theme& theme, const char* inkRole)
{
    m_key = new QLabel(m_action->shortcut().toString(QKeySequence::NativeText), this);
    m_key->setFont(theme.font(Type::Caption));
    m_key->setAttribute(Qt::WA_TransparentForMouseEvents);
    setRole(m_key, inkRole);
    auto* inside = new QHBoxLayout(this);
    inside->setContentsMargins(12, 0, 12, 0);
    inside->addStretch();
    inside->addWidget(m_key);
    describe();
}

void ActionButton::describe()
{
    const QString key = m_action->shortcut().toString(QKeySequence::NativeText);
    // A style sheet knows no gap between icon and text: a space is the gap, and room for the key stands behind.
    QString text = u' ' + m_action->text();
    if (m_key)
        text += QString(key.size() * 2 + 3, QChar::Nbsp);
    setText(text);
    const QString why = Permits::reasonOf(*m_action);
    setToolTip(!why.isEmpty() ? why : key.isEmpty() ? m_action->toolTip() : u"%1  %2"_s.arg(m_action->text(), key));
    setAccessibleName(m_action->text());
}

} // namespace keel
