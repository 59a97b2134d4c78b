// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/parts/noticestrip.h"

#include "ui/shell/theme.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace std::chrono_literals;

namespace keel {

namespace {

constexpr auto RetryPause = 5s;
constexpr auto WordsStay = 8s;

} // namespace

NoticeStrip::NoticeStrip(QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)), m_button(new QPushButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->addWidget(m_text, 1);
    row->addWidget(m_bar);
    row->addWidget(m_button);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar->setFixedSize(160, 8);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    setRole(m_button, "boxbutton");
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_kind == Kind::Failure)
            emit tryAgainAsked();
        else
            clear();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_kind == Kind::Failure)
            emit tryAgainAsked();
        else if (m_kind == Kind::Progress)
            emit cancelAsked();
        else
            clear();
    });
    hide();
}

void NoticeStrip::setKind(Kind kind, const char* role)
{
    m_kind = kind;
    m_bar->setVisible(kind == Kind::Progress);
    if (qstrcmp(role, m_role) != 0) {
        m_role = role;
        setRole(this, role);
    }
    setVisible(kind != Kind::None);
}

void NoticeStrip::showFailure(const Error& error)
{
    m_text->setText(tr("%1 The last data stays; tried again every 5 s.").arg(say::sentence(error)));
    m_button->setText(tr("Try again"));
    setKind(Kind::Failure, "downbox");
    m_timer.start(RetryPause);
}

void NoticeStrip::showWords(const QString& words, bool good)
{
    m_text->setText(words);
    m_button->setText(tr("Close"));
    setKind(Kind::Words, good ? "card" : "downbox");
    if (good)
        m_timer.start(WordsStay);
    else
        m_timer.stop();
}

void NoticeStrip::showProgress(const QString& words, qint64 done, qint64 total)
{
    m_timer.stop();
    m_text->setText(words);
    m_button->setText(tr("Cancel"));
    m_bar->setRange(0, 1000);
    m_bar->setValue(total > 0 ? static_cast<int>(done * 1000 / total) : 0);
    setKind(Kind::Progress, "card");
}

void NoticeStrip::clear()
{
    m_timer.stop();
    setKind(Kind::None, "");
}

void NoticeStrip::clearFailure()
{
    if (m_kind == Kind::Failure)
        clear();
}

} // namespace keel
