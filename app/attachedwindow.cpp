// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/attachedwindow.h"

#include "ui/attach/attachform.h"
#include "ui/desktop.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QSysInfo>

#include <utility>

namespace keel {

namespace {

/// A service that tells no role is older, and refuses what it must by itself.
Permits::Level levelOf(const QString& role)
{
    return role == u"viewer"     ? Permits::Level::Look
           : role == u"operator" ? Permits::Level::Operate
                                 : Permits::Level::Everything;
}

} // namespace

AttachedWindow::AttachedWindow(const AttachOptions& options, QObject* parent)
    : QObject(parent), m_name(remote::nameOf(options.address)), m_who(options.who),
      m_service(
          {.address = options.address, .tls = options.tls, .person = options.who, .host = QSysInfo::machineHostName()}),
      m_tokens(options.address, options.tokenFile, qgetenv("EVENKEEL_TOKEN").trimmed()),
      m_look(std::make_unique<Theme>())
{
    m_look->apply(*qApp);
    connect(&m_tokens, &remote::Tokens::found, this, &AttachedWindow::tokenFound);
    connect(&m_tokens, &remote::Tokens::missing, this, [this](const Error& why) { form().askToken(why); });
    connect(&m_tokens, &remote::Tokens::notKept, this, [this](const Error& why) {
        if (m_form)
            m_form->sayTrouble(why);
    });
    connect(&m_service, &RemoteService::attached, this, &AttachedWindow::attached);
    connect(&m_service, &RemoteService::away, this, &AttachedWindow::away);
    connect(&m_service, &RemoteService::tokenWanted, this, &AttachedWindow::tokenWanted);
    connect(&m_service, &RemoteService::roleTold, this,
            [this](const QString& role) { m_permits.setLevel(levelOf(role)); });
    connect(&m_service, &RemoteService::alertCame, this, [this](const QString& title, const QString& text) {
        m_notice.show(QStringLiteral("%1 (%2)").arg(title, m_name), text);
    });
    connect(qApp, &QGuiApplication::lastWindowClosed, qApp, &QCoreApplication::quit);
}

AttachedWindow::~AttachedWindow()
{
    m_window.reset();
}

void AttachedWindow::start()
{
    form().sayConnecting();
    form().show();
    m_tokens.find();
}

AttachForm& AttachedWindow::form()
{
    if (!m_form) {
        m_form = std::make_unique<AttachForm>(m_name);
        connect(m_form.get(), &AttachForm::tokenGiven, this, &AttachedWindow::tokenGiven);
    }
    if (!m_form->isVisible())
        m_form->show();
    return *m_form;
}

void AttachedWindow::tokenFound(const QByteArray& token)
{
    m_token = token;
    m_service.attach(token);
}

void AttachedWindow::tokenGiven(const QByteArray& token, bool keep)
{
    m_keep = keep;
    form().sayConnecting();
    tokenFound(token);
}

void AttachedWindow::attached()
{
    if (std::exchange(m_keep, false))
        m_tokens.keep(m_token);
    if (!m_window) {
        m_look.reset();
        DesktopOptions options;
        options.who = m_who;
        options.attachedTo = m_name;
        options.permits = &m_permits;
        options.tryAgain = [this] { m_service.tryNow(); };
        m_window = makeDesktop(m_service, options);
        m_window->show();
    }
    if (m_form)
        m_form->hide();
}

void AttachedWindow::away(const Error& why)
{
    if (m_form && m_form->isVisible())
        m_form->sayAway(why);
}

void AttachedWindow::tokenWanted(const Error& why)
{
    m_keep = false;
    m_tokens.refused(m_token);
    form().askToken(why);
}

} // namespace keel
