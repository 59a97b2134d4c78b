// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/healthpane.h"

#include "ui/shell/healthrow.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keel {

namespace {

constexpr int paneWidth = 304;

QString pageFor(HealthCheck::Kind kind)
{
    return kind == HealthCheck::Kind::CycleTime ? u"throughput"_s : u"errors"_s;
}

} // namespace

HealthPane::HealthPane(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_name(new QLabel), m_pill(new StatePill(theme)), m_error(new QLabel),
      m_rows(new QVBoxLayout)
{
    setFixedWidth(paneWidth);
    setAttribute(Qt::WA_StyledBackground);
    setRole(this, isRightToLeft() ? "healthpanereversed" : "healthpane");
    setAccessibleName(tr("Health"));
    auto* title = new QLabel(tr("Health"));
    title->setFont(theme.font(Type::Small, true));
    setRole(title, "second");
    m_name->setFont(theme.font(Type::LinkName));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_pill);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 18, 15, 10);
    top->setSpacing(4);
    top->addWidget(title);
    top->addLayout(head);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    setRole(line, "line");

    auto* body = new QWidget;
    setRole(body, "healthbody");
    m_rows->setContentsMargins(16, 6, 15, 8);
    m_rows->setSpacing(0);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setFont(theme.font(Type::Small));
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(m_error, "down");
    m_rows->addWidget(m_error);
    m_rows->addStretch();
    body->setLayout(m_rows);
    auto* scroll = new QScrollArea;
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Health checks"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(line);
    layout->addWidget(scroll, 1);
}

void HealthPane::setLink(const LinkName& link)
{
    m_link = link;
}

void HealthPane::show(const ServiceSnapshot& snapshot)
{
    for (const LinkSnapshot& link : snapshot.links) {
        if (link.name == m_link) {
            showLink(link);
            if (!snapshot.serviceAnswers) {
                m_error->setText(tr("The checks are not known while the service does not answer."));
                m_error->show();
            }
            return;
        }
    }
    m_name->setText(snapshot.links.isEmpty() ? tr("No link") : tr("Choose a link"));
    m_pill->hide();
    m_error->hide();
    for (HealthRow* row : m_checks)
        row->hide();
}

void HealthPane::showLink(const LinkSnapshot& link)
{
    m_name->setText(link.name.value);
    m_name->setToolTip(link.name.value);
    m_pill->show(link.state);
    m_pill->setVisible(true);
    const bool explained = std::any_of(link.checks.begin(), link.checks.end(),
                                       [](const HealthCheck& c) { return !c.ok && !c.recommendation.isEmpty(); });
    m_error->setVisible(link.lastError && link.state == LinkState::Down && !explained);
    if (link.lastError)
        m_error->setText(say::sentence(*link.lastError));
    while (m_checks.size() < link.checks.size()) {
        auto* row = new HealthRow(m_theme);
        connect(row, &HealthRow::reviewAsked, this,
                [this](HealthCheck::Kind kind) { emit pageAsked(pageFor(kind), m_link); });
        m_rows->insertWidget(m_rows->count() - 1, row);
        m_checks.append(row);
    }
    for (int i = 0; i < m_checks.size(); ++i) {
        m_checks.at(i)->setVisible(i < link.checks.size());
        if (i < link.checks.size())
            m_checks.at(i)->show(link.checks.at(i), link.state);
    }
}

} // namespace keel
