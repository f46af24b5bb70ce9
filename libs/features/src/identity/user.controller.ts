import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { Answers, Context, Requires, SeenVersion, zId, type Page } from '#platform/http/index.js';
import {
  changeUser,
  createdUser,
  createUser,
  resetPassword,
  userPage,
  usersQuery,
  userView,
  type ChangeUser,
  type CreatedUser,
  type CreateUser,
  type UsersQuery,
  type UserView,
} from './user.dto.js';
import { findUser, listUsers } from './user.queries.js';
import { UserService } from './user.service.js';

@ApiTags('users')
@Controller('api/v1/users')
export class UserController {
  constructor(
    private readonly database: Database,
    private readonly users: UserService,
  ) {}

  @Get()
  @Requires('user.read')
  @ApiOperation({ operationId: 'listUsers', summary: 'Accounts of the district' })
  @Answers(200, userPage, 'A page of users.')
  list(@Query({ schema: usersQuery }) query: UsersQuery, @Context() context: CommandContext): Promise<Page<UserView>> {
    return this.database.read(context, (tx) => listUsers(tx, query));
  }

  @Get(':id')
  @Requires('user.read')
  @ApiOperation({ operationId: 'getUser', summary: 'One account' })
  @Answers(200, userView, 'The user.')
  async get(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext): Promise<UserView> {
    const user = await this.database.read(context, (tx) => findUser(tx, id));
    if (!user) throw new RefusedError({ code: 'user.not_found', args: {} });
    return user;
  }

  @Post()
  @Requires('user.write')
  @ApiOperation({ operationId: 'createUser', summary: 'Create an account with a password made at random' })
  @Answers(201, createdUser, 'The user, and once the password.')
  create(@Body({ schema: createUser }) body: CreateUser, @Context() context: CommandContext): Promise<CreatedUser> {
    return this.users.create(context, body);
  }

  @Put(':id')
  @Requires('user.write')
  @ApiOperation({ operationId: 'changeUser', summary: 'Change name, post, unit and mail address' })
  @Answers(200, userView, 'The user as changed.')
  change(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: changeUser }) body: ChangeUser,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<UserView> {
    return this.users.change(context, id, seen, body);
  }

  @Post(':id/deactivation')
  @Requires('user.write')
  @ApiOperation({ operationId: 'deactivateUser', summary: 'Shut a person out; their sessions end at once' })
  @Answers(200, userView, 'The user, not active.')
  deactivate(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<UserView> {
    return this.users.setActive(context, id, seen, false);
  }

  @Post(':id/activation')
  @Requires('user.write')
  @ApiOperation({ operationId: 'activateUser', summary: 'Let a person in again' })
  @Answers(200, userView, 'The user, active.')
  activate(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<UserView> {
    return this.users.setActive(context, id, seen, true);
  }

  @Post(':id/password-reset')
  @Requires('user.write')
  @ApiOperation({ operationId: 'resetUserPassword', summary: 'Make a new password at random; the sessions end' })
  @Answers(200, resetPassword, 'Once the password.')
  async reset(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<{ password: string }> {
    return { password: await this.users.resetPassword(context, id, seen) };
  }
}
