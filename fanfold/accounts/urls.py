from django.urls import path

from fanfold.accounts.views import entering, me, people

urlpatterns = [
    path("sign-in", entering.sign_in, name="sign_in"),
    path("sign-in/<str:secret>", entering.sign_in_link, name="sign_in_link"),
    path("sign-out", entering.sign_out, name="sign_out"),
    path("register", entering.register, name="register"),
    path("me", me.me, name="me"),
    path("me/account", me.me_change, name="me_change"),
    path("me/password", me.me_password, name="me_password"),
    path("me/pen-names", me.pen_name_new, name="pen_name_new"),
    path("me/pen-names/<int:pk>", me.pen_name_edit, name="pen_name_edit"),
    path("archive/people", people.people, name="people"),
    path("archive/people/<int:pk>", people.person, name="person"),
    path("archive/people/<int:pk>/role", people.person_role, name="person_role"),
    path("archive/people/<int:pk>/link", people.person_link, name="person_link"),
    path("archive/people/<int:pk>/close", people.person_close, name="person_close"),
    path("archive/people/<int:pk>/reopen", people.person_reopen, name="person_reopen"),
    path("archive/invitations", people.invitations, name="invitations"),
    path("archive/invitations/new", people.invitation_new, name="invitation_new"),
    path("archive/invitations/<int:pk>/withdraw", people.invitation_withdraw, name="invitation_withdraw"),
    path("archive/pen-names", people.pen_names, name="pen_names"),
    path("archive/pen-names/<int:pk>", people.pen_name_give, name="pen_name_give"),
]
