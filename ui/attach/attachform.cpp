// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attach/attachform.h"

#include "ui/shell/theme.h"
#include "ui/text/sentences.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace keel {

AttachForm::AttachForm(const QString& service, QWidget* parent)
    : QWidget(parent), m_state(new QLabel), m_token(new QLineEdit),
      m_keep(new QCheckBox(tr("Keep it in the keychain"))), m_connect(new QPushButton(tr("Connect")))
{
    setWindowTitle(tr("Attach to %1").arg(service));
    setMinimumWidth(520);
    auto* title = new QLabel(tr("Attach to %1").arg(say::isolate(service)));
    QFont large = title->font();
    large.setPointSizeF(13.5);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setMinimumHeight(72);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_state->setObjectName(u"state"_s);
    auto* tokenLabel = new QLabel(tr("Token of the service (the file api-token in its data dir)"));
    setRole(tokenLabel, "second");
    tokenLabel->setBuddy(m_token);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setLayoutDirection(Qt::LeftToRight);
    m_token->setAccessibleName(tr("Token"));
    m_keep->setChecked(true);
    auto* close = new QPushButton(tr("Close"));
    setRole(m_connect, "primary");
    m_connect->setEnabled(false);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_keep, 1);
    buttons->addWidget(close);
    buttons->addWidget(m_connect);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_state);
    layout->addWidget(tokenLabel);
    layout->addWidget(m_token);
    layout->addLayout(buttons);

    connect(m_token, &QLineEdit::textChanged, m_connect,
            [this](const QString& text) { m_connect->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_token, &QLineEdit::returnPressed, this, &AttachForm::give);
    connect(m_connect, &QPushButton::clicked, this, &AttachForm::give);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
}

void AttachForm::give()
{
    const QByteArray token = m_token->text().trimmed().toUtf8();
    if (token.isEmpty())
        return;
    m_token->clear();
    emit tokenGiven(token, m_keep->isChecked());
}

void AttachForm::sayConnecting()
{
    setRole(m_state, "second");
    m_state->setText(tr("Connecting…"));
}

void AttachForm::sayDown(const QString& words)
{
    setRole(m_state, "down");
    m_state->setText(words);
}

void AttachForm::sayAway(const Error& why)
{
    sayDown(tr("%1 It is tried again by itself.").arg(say::sentence(why)));
}

void AttachForm::sayTrouble(const Error& why)
{
    sayDown(say::sentence(why));
}

void AttachForm::askToken(const Error& why)
{
    if (why.code == ErrorCode::NotFound) {
        setRole(m_state, "second");
        m_state->setText(tr("No token of this service is known yet."));
    } else {
        sayDown(say::sentence(why));
    }
    if (why.place == u"keychain"_s) { // it takes nothing either
        m_keep->setChecked(false);
        m_keep->setEnabled(false);
    }
    m_token->setFocus();
}

} // namespace keel
